import { findStepDefinition } from '@shared/steps/index';
import { ChevronRight } from 'lucide-react';
import { classNames } from '../../ui/class-names';
import { StepIcon } from '../../step-views/step-icon';
import type { OutlineRow } from './outline-rows';
import css from './outline.module.css';

export interface OutlineItemProps {
  readonly row: OutlineRow;
  readonly id: string;
  readonly selected: boolean;
  readonly severity: 'error' | 'warning' | undefined;
  readonly onSelect: (id: string, add: boolean) => void;
  readonly onToggle: (id: string) => void;
}

export function OutlineItem({ row, id, selected, severity, onSelect, onToggle }: OutlineItemProps) {
  const { step, level, position, siblings, expanded } = row;
  const definition = findStepDefinition(step.kind);
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={selected}
      aria-expanded={expanded}
      className={classNames(css.item, selected && css.selected, step.disabled && css.disabled)}
      style={{ paddingInlineStart: 8 + (level - 1) * 16 }}
      onClick={(event) => onSelect(step.id, event.ctrlKey || event.metaKey || event.shiftKey)}
    >
      {expanded !== undefined && (
        <span
          className={css.chevron}
          data-expanded={expanded}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(step.id);
          }}
        >
          <ChevronRight />
        </span>
      )}
      <span
        className={css.icon}
        style={{ color: `var(--color-category-${definition?.category ?? 'annotation'})` }}
      >
        <StepIcon name={definition?.icon} size={14} />
      </span>
      <span className={css.name}>{step.title ?? step.id}</span>
      {severity && (
        <span
          role="img"
          aria-label={severity === 'error' ? 'Has errors' : 'Has warnings'}
          className={css.problem}
          data-severity={severity}
        />
      )}
    </div>
  );
}
