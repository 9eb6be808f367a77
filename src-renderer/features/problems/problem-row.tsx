import type { Problem } from '@shared/workflow/problem';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { CodeText } from '../../ui/code-text';
import { ProblemFixes } from '../inspector';
import css from './problems-panel.module.css';
import { showProblem } from './show-problem';

export interface ProblemRowProps {
  readonly problem: Problem;
}

const icons = { error: CircleAlert, warning: TriangleAlert, hint: Info };

/** One problem: what, where, what to do, and the fix where there is one. */
export function ProblemRow({ problem }: ProblemRowProps) {
  const Icon = icons[problem.severity];
  const place = problem.step ?? problem.edge;
  return (
    <li className={css.item} data-severity={problem.severity}>
      <button
        type="button"
        className={css.problem}
        onClick={() => showProblem(problem)}
        title={`Line ${problem.line}, column ${problem.column}`}
      >
        <Icon size={14} className={css.icon} aria-label={problem.severity} />
        <span className={css.text}>
          <span className={css.message}>
            <CodeText>{problem.message}</CodeText>
          </span>
          {problem.hint && (
            <span className={css.hint}>
              <CodeText>{problem.hint}</CodeText>
            </span>
          )}
        </span>
        {place !== undefined && <span className={css.place}>{place}</span>}
        <span className={css.code}>{problem.code}</span>
        <span className={css.line}>
          {problem.line}:{problem.column}
        </span>
      </button>
      <ProblemFixes problem={problem} />
    </li>
  );
}
