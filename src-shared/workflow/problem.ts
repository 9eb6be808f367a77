import type { TextChange } from './text-change';

export type Severity = 'error' | 'warning' | 'hint';

/** Half-open range in the file's text, in UTF-16 offsets. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A change to the text that removes the problem. */
export interface ProblemFix {
  /** A verb phrase for a button: `Rename to "fetchOrders"`. */
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** One finding of validation. All are reported at once. */
export interface Problem {
  /** Stable upper-case code such as `EDGE_DANGLING`; listed in docs/validation.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly range: TextRange;
  /** 1-based place of `range.from`, for terminals. */
  readonly line: number;
  readonly column: number;
  /** The step it concerns, for the canvas. */
  readonly step?: string;
  /** The edge it concerns, by edge id. */
  readonly edge?: string;
  /** Path inside the step's settings, for the inspector: `['headers', 0, 'name']`. */
  readonly path?: readonly (string | number)[];
  readonly fixes: readonly ProblemFix[];
}
