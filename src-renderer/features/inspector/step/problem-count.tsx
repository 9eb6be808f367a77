import type { Problem } from '@shared/workflow/problem';
import css from './step-inspector.module.css';

export interface ProblemCountProps {
  readonly problems: readonly Problem[];
}

/** How many problems wait on a tab, in the colour of the worst; hints alone are no reason to go. */
export function ProblemCount({ problems }: ProblemCountProps) {
  const pressing = problems.filter(({ severity }) => severity !== 'hint');
  if (pressing.length === 0) return null;
  const error = pressing.some(({ severity }) => severity === 'error');
  return (
    <span className={css.count} data-severity={error ? 'error' : 'warning'}>
      {pressing.length}
    </span>
  );
}
