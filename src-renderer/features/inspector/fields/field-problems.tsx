import type { Problem } from '@shared/workflow/problem';
import { CodeText } from '../../../ui/code-text';
import { ProblemFixes } from '../problem-fixes';
import css from './field-problems.module.css';

export interface FieldProblemsProps {
  /** What is wrong with the text as it is being typed. */
  readonly complaint: string | null;
  readonly problems: readonly Problem[];
}

/** More than that is one cause with many messages. */
const mostShown = 3;

/** What is wrong with one setting, what to do, and the fixes; the worst first. */
export function FieldProblems({ complaint, problems }: FieldProblemsProps) {
  if (complaint !== null) {
    return (
      <span className={css.problem} data-severity="error">
        {complaint}
      </span>
    );
  }
  const rest = problems.length - mostShown;
  return (
    <>
      {problems.slice(0, mostShown).map((problem) => (
        <span
          key={`${problem.code}:${problem.range.from}:${problem.message}`}
          className={css.problem}
          data-severity={problem.severity}
        >
          <span>
            <CodeText>{problem.message}</CodeText>
          </span>
          {problem.hint !== undefined && (
            <span className={css.hint}>
              <CodeText>{problem.hint}</CodeText>
            </span>
          )}
          <ProblemFixes problem={problem} />
        </span>
      ))}
      {rest > 0 && <span className={css.hint}>{`and ${rest} more, in Problems`}</span>}
    </>
  );
}
