import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import { classNames } from '../../../ui/class-names';
import { canvasStore, focusCanvas, type PaletteRequest, useCanvas } from '../canvas-store';
import { anchorOf, insertStep } from '../insert-step';
import { definitionsFor, searchDefinitions } from '../model/search-steps';
import { replacementsFor, replaceStep } from '../replace-step';
import { addableDefinitions, titleOf } from '../view';
import { PaletteItems } from './palette-items';
import css from './palette.module.css';

/** The popup list of steps, opened by key, double click or a wire dropped on empty ground. */
export function StepPalette() {
  const request = useCanvas((state) => state.palette);
  return request && <PalettePopup request={request} />;
}

const width = 360;
const height = 400;

function PalettePopup({ request }: { readonly request: PaletteRequest }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const offered = useMemo(() => offeredFor(request), [request]);
  const found = useMemo(() => searchDefinitions(offered, query), [offered, query]);
  const current = found[Math.min(active, found.length - 1)];

  useEffect(() => field.current?.focus(), []);

  function close(): void {
    canvasStore.setState({ palette: null });
    focusCanvas();
  }

  function choose(definition: StepDefinition): void {
    canvasStore.setState({ palette: null });
    if (request.replace === undefined) insertStep(definition, request);
    else replaceStep(request.replace, definition);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setActive((found.length + active + step) % found.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
  }

  // Outside the canvas, so that no panel lies over it and no transform moves it.
  return createPortal(
    <>
      <div className={css.backdrop} onPointerDown={close} />
      <div
        className={classNames(css.popup, 'nowheel nopan nodrag')}
        style={placeOf(request)}
        role="dialog"
        aria-label={request.replace === undefined ? 'Add a step' : 'Replace the step'}
        onKeyDown={onKeyDown}
      >
        <input
          ref={field}
          className={css.search}
          role="combobox"
          aria-label="Search steps"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={current ? `${list}-${current.kind}` : undefined}
          aria-autocomplete="list"
          placeholder={placeholderOf(request)}
          value={query}
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
        />
        <PaletteItems
          id={list}
          definitions={found}
          grouped={query.trim() === ''}
          active={current?.kind}
          onChoose={choose}
          onHover={(kind) => setActive(found.findIndex((definition) => definition.kind === kind))}
        />
        {found.length === 0 && (
          <p className={css.nothing}>
            {request.replace === undefined ? nothingFound(query.trim()) : cannotReplace}
          </p>
        )}
      </div>
    </>,
    document.body,
  );
}

function offeredFor(request: PaletteRequest): readonly StepDefinition[] {
  if (request.replace !== undefined) return replacementsFor(request.replace);
  return definitionsFor(addableDefinitions(anchorOf(request)), neededPort(request));
}

function placeholderOf({ held, replace }: PaletteRequest): string {
  if (replace !== undefined) return `Replace “${titleOf(replace)}” by…`;
  return held ? 'Connect to a new step…' : 'Add a step…';
}

const cannotReplace =
  'This step cannot become one of that kind: its place, or the steps inside it, would be lost.';

/** Why the list is empty: no such step, or one that has its place elsewhere. */
function nothingFound(query: string): string {
  const elsewhere = searchDefinitions(allStepDefinitions, query)[0];
  const homes = elsewhere?.entry?.in.map((kind) => findStepDefinition(kind)?.title ?? kind);
  if (elsewhere && homes) {
    return `“${elsewhere.title}” stands inside a ${homes.join(' or ')} step that has room for it: select one first.`;
  }
  if (elsewhere?.leaves !== undefined) {
    return `“${elsewhere.title}” has a meaning inside a loop only: select a step in one first.`;
  }
  return `No step does “${query}”. Try another word, or a Code step.`;
}

function neededPort(request: PaletteRequest): 'input' | 'output' | undefined {
  if (request.held) return request.held.side === 'output' ? 'input' : 'output';
  return request.edge ? 'input' : undefined;
}

/** Inside the window, whatever the point. */
function placeOf({ at }: PaletteRequest): CSSProperties {
  return {
    left: Math.max(8, Math.min(at.x, window.innerWidth - width - 8)),
    top: Math.max(8, Math.min(at.y, window.innerHeight - height - 8)),
    width,
    maxHeight: height,
  };
}
