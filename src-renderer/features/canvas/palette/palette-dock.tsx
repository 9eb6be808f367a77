import { PanelLeftClose } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { TextField } from '../../../ui/text-field';
import { canvasStore, useCanvas } from '../canvas-store';
import { insertStep } from '../insert-step';
import { searchDefinitions } from '../model/search-steps';
import { useDocument } from '../../document';
import { addableDefinitions } from '../view';
import { PaletteItems } from './palette-items';
import css from './palette.module.css';

/** The list of steps that stays open: to drag from, or to click. */
export function PaletteDock() {
  const docked = useCanvas((state) => state.docked);
  return docked && <Dock />;
}

function Dock() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string>();
  const list = useId();
  const near = useDocument((state) => state.selection.steps.at(-1) ?? null);
  const workflow = useDocument((state) => state.workflow);
  const found = useMemo(
    () => searchDefinitions(workflow ? addableDefinitions(near) : [], query),
    [query, near, workflow],
  );

  function onKeyDown(event: KeyboardEvent): void {
    const at = found.findIndex((definition) => definition.kind === active);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = found[at];
    if (step !== undefined) setActive(found[Math.max(0, at + step) % found.length]?.kind);
    else if (event.key === 'Enter' && current) insertStep(current, {});
    else return;
    event.preventDefault();
  }

  return (
    <section className={`${css.dock} nowheel nopan nodrag`} aria-label="Steps to add">
      <header className={css.dockHeader}>
        <TextField
          value={query}
          onValueChange={setQuery}
          label="Search steps to drag"
          placeholder="Search steps"
          size="sm"
          onKeyDown={(event) => event.stopPropagation()}
        />
        <IconButton
          label="Hide the list of steps"
          size="sm"
          onClick={() => canvasStore.setState({ docked: false })}
        >
          <PanelLeftClose />
        </IconButton>
      </header>
      <PaletteItems
        id={list}
        definitions={found}
        grouped={query.trim() === ''}
        active={active}
        onKeyDown={onKeyDown}
        onChoose={(definition) => insertStep(definition, {})}
      />
      {found.length === 0 && <p className={css.nothing}>No step does “{query.trim()}”.</p>}
    </section>
  );
}
