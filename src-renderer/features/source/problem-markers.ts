import type { Problem, ProblemFix, TextRange } from '@shared/workflow/problem';

/** A problem as the editor underlines it. */
export interface SourceMarker {
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
  readonly range: TextRange;
}

/** Problems as underlines; an empty range is widened, so that there is something to see. */
export function problemMarkers(problems: readonly Problem[], length: number): SourceMarker[] {
  return problems.map((problem) => ({
    severity: problem.severity,
    code: problem.code,
    message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
    range: visibleRange(problem.range, length),
  }));
}

function visibleRange({ from, to }: TextRange, length: number): TextRange {
  const start = Math.min(Math.max(0, from), length);
  const end = Math.min(Math.max(start, to), length);
  if (end > start) return { from: start, to: end };
  return start < length
    ? { from: start, to: start + 1 }
    : { from: Math.max(0, start - 1), to: end };
}

/** The fixes of the problems that touch a range. */
export function fixesAt(
  problems: readonly Problem[],
  range: TextRange,
): readonly { readonly problem: Problem; readonly fix: ProblemFix }[] {
  return problems
    .filter((problem) => problem.range.from <= range.to && problem.range.to >= range.from)
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })));
}
