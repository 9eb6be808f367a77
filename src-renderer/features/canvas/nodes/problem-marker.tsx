import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Problem } from '@shared/workflow/problem';
import { Tooltip } from '../../../ui/tooltip';
import { classNames } from '../../../ui/class-names';
import css from './problem-marker.module.css';

export interface ProblemMarkerProps {
  readonly problems: readonly Problem[];
}

const shownAtOnce = 4;

/** How many errors and warnings the step has, with their words on hover. */
export function ProblemMarker({ problems }: ProblemMarkerProps) {
  const counted = problems.filter((problem) => problem.severity !== 'hint');
  const errors = counted.filter((problem) => problem.severity === 'error').length;
  if (counted.length === 0) return null;
  const Icon = errors > 0 ? CircleAlert : TriangleAlert;
  const more = counted.length - shownAtOnce;
  return (
    <Tooltip
      side="top"
      delay={200}
      content={
        <span className={css.list}>
          {counted.slice(0, shownAtOnce).map((problem, at) => (
            <span key={`${problem.code}-${at}`}>{problem.message}</span>
          ))}
          {more > 0 && <span>{`and ${more} more`}</span>}
        </span>
      }
    >
      <span
        className={classNames(css.marker, errors > 0 ? css.error : css.warning)}
        role="img"
        aria-label={problemText(problems)}
        data-corner-sign=""
      >
        <Icon size={12} strokeWidth={2.25} aria-hidden />
        {counted.length > 1 && <span>{counted.length}</span>}
      </span>
    </Tooltip>
  );
}

/** `2 errors, 1 warning`; empty when there is nothing to say. */
export function problemText(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.filter((problem) => problem.severity === 'warning').length;
  return [plural(errors, 'error'), plural(warnings, 'warning')].filter(Boolean).join(', ');
}

function plural(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
