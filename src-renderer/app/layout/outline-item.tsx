import { findStepDefinition } from '@shared/steps/index';
import { ArrowRight, ChevronRight } from 'lucide-react';
import { StateMark, stateText } from '../../features/canvas/index';
import { BreakpointMark, useStepGlyphWords, useStepPause } from '../../features/debugger/index';
import { useStepBadge } from '../../features/runs/index';
import { classNames } from '../../ui/class-names';
import { StepIcon } from '../../step-views/step-icon';
import type { OutlineRow } from './outline-rows';
import { rowName } from './outline-state';
import css from './outline.module.css';

export interface OutlineItemProps {
  readonly row: OutlineRow;
  readonly id: string;
  readonly selected: boolean;
  readonly severity: 'error' | 'warning' | undefined;
  readonly onSelect: (id: string, add: boolean) => void;
  readonly onToggle: (id: string) => void;
}

/** A row follows its own step only: a run over a thousand steps draws the rows in view. */
export function OutlineItem({ row, id, selected, severity, onSelect, onToggle }: OutlineItemProps) {
  const { step, level, position, siblings, expanded } = row;
  const definition = findStepDefinition(step.kind);
  const badge = useStepBadge(step.id);
  const pause = useStepPause(step.id);
  const breakpoint = useStepGlyphWords(step.id);
  const state = {
    disabled: step.disabled ?? false,
    pause: pause?.words,
    run: badge && stateText(badge, step.retry?.attempts),
    stale: badge?.stale,
    breakpoint,
    severity,
  };
  const title = step.title ?? step.id;
  const name = rowName({ title, ...state });
  return (
    <div
      id={id}
      role="treeitem"
      aria-label={name}
      title={name}
      data-step={step.id}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={selected}
      aria-expanded={expanded}
      className={classNames(css.item, selected && css.selected, step.disabled && css.disabled)}
      style={{ paddingInlineStart: 16 + (level - 1) * 16 }}
      onClick={(event) => onSelect(step.id, event.ctrlKey || event.metaKey || event.shiftKey)}
    >
      <span className={css.breakpoint}>
        <BreakpointMark step={step.id} />
      </span>
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
      <span className={css.name}>{title}</span>
      {severity && <span className={css.problem} data-severity={severity} />}
      <span className={css.state}>
        {pause && <ArrowRight strokeWidth={3} className={css.pause} data-kind={pause.kind} />}
        {!pause && badge && <StateMark badge={badge} />}
      </span>
    </div>
  );
}
