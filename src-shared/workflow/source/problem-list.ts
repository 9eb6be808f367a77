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

const weights: Readonly<Record<Severity, number>> = { hint: 0, warning: 1, error: 2 };

export function createProblemList(text: string, lines = createLineIndex(text)): ProblemList {
  const problems: Problem[] = [];
  let dropped = 0;
  let worstDropped: Severity = 'hint';
  /** Listed problems that are no errors: they give way to errors when the list is full. */
  let soft = 0;

  function drop(severity: Severity): void {
    dropped += 1;
    if (weights[severity] > weights[worstDropped]) worstDropped = severity;
  }

  /** Room for a problem in a full list, where a lighter one stands. */
  function makeRoom(severity: Severity): boolean {
    if (soft === 0 || severity === 'hint') return false;
    // Hints go before warnings.
    const hint = problems.findLastIndex((known) => known.severity === 'hint');
    const at =
      hint >= 0 || severity === 'warning'
        ? hint
        : problems.findLastIndex((known) => known.severity === 'warning');
    const [gone] = at < 0 ? [] : problems.splice(at, 1);
    if (gone === undefined) return false;
    soft -= 1;
    drop(gone.severity);
    return true;
  }

  return {
    lines,
    add(draft) {
      const severity = draft.severity ?? 'error';
      if (problems.length >= sourceLimits.problems && !makeRoom(severity)) {
        drop(severity);
        return;
      }
      if (severity !== 'error') soft += 1;
      problems.push(toProblem(draft, lines, text.length));
    },
    isFull: () => problems.length >= sourceLimits.problems && soft === 0,
    all() {
      const sorted = [...problems].sort((a, b) => a.range.from - b.range.from);
      if (dropped === 0) return sorted;
      const message = `${dropped} more problems are not listed`;
      const hint = 'Fix the ones above first.';
      const at = text.length;
      // A thousand hints stop no run; one error that is not listed does.
      const more = { code: 'MORE', severity: worstDropped, message, hint, from: at, to: at };
      return [...sorted, toProblem(more, lines, at)];
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
