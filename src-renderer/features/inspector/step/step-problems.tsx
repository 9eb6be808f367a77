import type { Problem } from '@shared/workflow/problem';
import { CodeText } from '../../../ui/code-text';
import { ProblemFixes } from '../problem-fixes';
import css from './step-problems.module.css';

export interface StepProblemsProps {
  readonly problems: readonly Problem[];
}

/** What is wrong with a step as a whole. */
export function StepProblems({ problems }: StepProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <ul className={css.list} aria-label="Problems of this step">
      {problems.map((problem) => (
        <li
          key={`${problem.code}:${problem.range.from}:${problem.message}`}
          className={css.problem}
          data-severity={problem.severity}
        >
          <p>
            <CodeText>{problem.message}</CodeText>
          </p>
          {problem.hint && (
            <p className={css.hint}>
              <CodeText>{problem.hint}</CodeText>
            </p>
          )}
          <ProblemFixes problem={problem} />
        </li>
      ))}
    </ul>
  );
}
