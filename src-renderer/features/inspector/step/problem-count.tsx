import type { Problem } from '@shared/workflow/problem';
import css from './step-inspector.module.css';

export interface ProblemCountProps {
  readonly problems: readonly Problem[];
  /** Fields with something that cannot go into the workflow as it is. */
  readonly kept: number;
}

/** How many problems wait on a tab, in the colour of the worst; hints alone are no reason to go. */
export function ProblemCount({ problems, kept }: ProblemCountProps) {
  const pressing = problems.filter(({ severity }) => severity !== 'hint');
  const count = pressing.length + kept;
  if (count === 0) return null;
  const error = kept > 0 || pressing.some(({ severity }) => severity === 'error');
  return (
    <span className={css.count} data-severity={error ? 'error' : 'warning'}>
      {count}
    </span>
  );
}
