import type { ExpressionErrorData, ExpressionRange } from '@shared/expressions/types';

/** One thing that may be written at the caret. */
export interface ExpressionCompletion {
  readonly label: string;
  readonly kind: 'root' | 'step' | 'property' | 'method' | 'function' | 'value';
  /** A type, in a few characters. */
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  readonly insert: string;
  /** Where it goes, in the text. */
  readonly range: ExpressionRange;
}

export interface ExpressionHover {
  readonly markdown: string;
  readonly range: ExpressionRange;
}

/** What a text comes to with the data at hand. */
export type ExpressionPreview =
  | {
      readonly type: 'value';
      readonly value: unknown;
      /** Where the data is from. */ readonly source: string;
    }
  | { readonly type: 'error'; readonly message: string; readonly source: string }
  /** There is no data to try it on. */
  | { readonly type: 'none' };

export interface ExpressionSignature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly string[];
  readonly active: number;
}

/** Something wrong with the bindings of a text; an error when nothing else is said. */
export interface ExpressionProblem extends ExpressionErrorData {
  readonly severity?: 'error' | 'warning' | 'hint';
  /** What to write instead of a part of the text. */
  readonly fix?: {
    readonly title: string;
    readonly from: number;
    readonly to: number;
    readonly insert: string;
  };
}

/** What an editor needs to know about the place in which its text with bindings stands. */
export interface ExpressionHost {
  readonly complete: (text: string, offset: number) => readonly ExpressionCompletion[];
  readonly hover: (text: string, offset: number) => ExpressionHover | null;
  readonly signature: (text: string, offset: number) => ExpressionSignature | null;
  readonly diagnose: (text: string) => readonly ExpressionProblem[];
  readonly preview: (text: string) => ExpressionPreview;
}
