import type { Problem, ProblemFix, Severity } from '../problem';
import { createLineIndex, type LineIndex } from './line-index';
import { sourceLimits } from './limits';

/** A problem before its offsets are turned into line and column. */
export interface ProblemDraft {
  readonly code: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly severity?: Severity;
  readonly hint?: string;
  readonly step?: string;
  readonly edge?: string;
  readonly path?: readonly (string | number)[];
  readonly fixes?: readonly ProblemFix[];
}

/** Collects problems of one text, up to the limit; the rest is only counted. */
export interface ProblemList {
  readonly add: (draft: ProblemDraft) => void;
  /** What is added now is only counted: its place need not be looked for. */
  readonly isFull: () => boolean;
  readonly all: () => readonly Problem[];
  readonly lines: LineIndex;
}

export function createProblemList(text: string, lines = createLineIndex(text)): ProblemList {
  const problems: Problem[] = [];
  let dropped = 0;
  return {
    lines,
    add(draft) {
      if (problems.length >= sourceLimits.problems) {
        dropped += 1;
        return;
      }
      problems.push(toProblem(draft, lines, text.length));
    },
    isFull: () => problems.length >= sourceLimits.problems,
    all() {
      const sorted = [...problems].sort((a, b) => a.range.from - b.range.from);
      if (dropped === 0) return sorted;
      const message = `${dropped} more problems are not listed`;
      const hint = 'Fix the ones above first.';
      const at = text.length;
      return [...sorted, toProblem({ code: 'MORE', message, hint, from: at, to: at }, lines, at)];
    },
  };
}

function toProblem(draft: ProblemDraft, lines: LineIndex, length: number): Problem {
  const from = Math.min(Math.max(draft.from, 0), length);
  const to = Math.min(Math.max(draft.to, from), length);
  return {
    code: draft.code,
    severity: draft.severity ?? 'error',
    message: draft.message,
    ...(draft.hint !== undefined && { hint: draft.hint }),
    range: { from, to },
    ...lines.place(from),
    ...(draft.step !== undefined && { step: draft.step }),
    ...(draft.edge !== undefined && { edge: draft.edge }),
    ...(draft.path !== undefined && { path: draft.path }),
    fixes: draft.fixes ?? [],
  };
}
