import type { JsonValue } from '@shared/lib/json';
import type { Problem } from '@shared/workflow/problem';
import { Undo2 } from 'lucide-react';
import { Button } from '../../../ui/button';
import { CodeText } from '../../../ui/code-text';
import type { KeptDraft } from '../drafts/kept-drafts';
import { ProblemFixes } from '../problem-fixes';
import css from './field-problems.module.css';

export interface FieldProblemsProps {
  /** What was typed and cannot go into the workflow as it is. */
  readonly kept: KeptDraft | null;
  /** What the workflow has instead. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly Problem[];
  readonly onRevert: () => void;
}

/** More than that is one cause with many messages. */
const mostShown = 3;

/** What is wrong with one setting, what to do, and the fixes; the worst first. */
export function FieldProblems({ kept, value, problems, onRevert }: FieldProblemsProps) {
  if (kept !== null) {
    return (
      <span className={css.problem} data-severity="error">
        <span>{kept.message}</span>
        <span className={css.kept}>
          <span className={css.hint}>
            {value === undefined
              ? 'The workflow has nothing here until this is mended.'
              : 'The workflow keeps what it had until this is mended.'}
          </span>
          <Button size="sm" icon={<Undo2 size={12} />} onClick={onRevert}>
            Revert
          </Button>
        </span>
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
