import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { StepDefinition } from '@shared/steps/define-step';
import { StepIcon } from '../../../step-views/step-icon';
import { classNames } from '../../../ui/class-names';
import { categoryTitles } from '../model/search-steps';
import { tintOf } from '../nodes/step-body';
import css from './palette.module.css';

/** What a step dragged from the list carries. */
export const dragType = 'application/x-stepwell-step';

export interface PaletteItemsProps {
  readonly id: string;
  readonly definitions: readonly StepDefinition[];
  /** Under category headings. */
  readonly grouped: boolean;
  readonly active?: string | undefined;
  readonly onChoose: (definition: StepDefinition) => void;
  readonly onHover?: (kind: string) => void;
  /** Present when the list itself has the keyboard, not a search field above it. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

export function PaletteItems({
  id,
  definitions,
  grouped,
  active,
  onChoose,
  onHover,
  onKeyDown,
}: PaletteItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Steps"
      className={css.list}
      {...(onKeyDown && {
        tabIndex: 0,
        onKeyDown,
        'aria-activedescendant': active === undefined ? undefined : `${id}-${active}`,
      })}
    >
      {definitions.map((definition, at) => {
        const first = grouped && definitions[at - 1]?.category !== definition.category;
        return (
          <div key={definition.kind} role="presentation">
            {first && (
              <div className={css.heading} role="presentation">
                {categoryTitles[definition.category]}
              </div>
            )}
            <div
              id={`${id}-${definition.kind}`}
              role="option"
              aria-selected={definition.kind === active}
              aria-label={definition.title}
              className={classNames(css.item, definition.kind === active && css.active)}
              data-active={definition.kind === active ? '' : undefined}
              data-kind={definition.kind}
              style={tintOf(definition)}
              draggable
              onDragStart={(event) => carry(event, definition)}
              onPointerMove={() => onHover?.(definition.kind)}
              onClick={() => onChoose(definition)}
            >
              <span className={css.icon}>
                <StepIcon name={definition.icon} size={15} />
              </span>
              <span className={css.words}>
                <span className={css.title}>{definition.title}</span>
                <span className={css.description}>{definition.description}</span>
              </span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

function carry(event: DragEvent, definition: StepDefinition): void {
  event.dataTransfer.setData(dragType, definition.kind);
  event.dataTransfer.effectAllowed = 'copy';
}
