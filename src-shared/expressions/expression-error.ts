import { AppError } from '../errors/app-error';
import { placeIn } from './place-in';
import type { ExpressionErrorData, ExpressionRange } from './types';

/** The stable codes of this language; docs/expressions.md says what each means. */
export type ExpressionErrorCode =
  | 'EXPR_SYNTAX'
  | 'EXPR_FORBIDDEN'
  | 'EXPR_UNKNOWN'
  | 'EXPR_UNDEFINED'
  | 'EXPR_TYPE'
  | 'EXPR_SECRET'
  | 'EXPR_BUDGET'
  | 'EXPR_STACK'
  | 'EXPR_MEMORY'
  | 'RESULT_NOT_JSON'
  | 'RESULT_TOO_LARGE';

export interface ExpressionFailure {
  readonly code: ExpressionErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly range?: ExpressionRange;
}

/** An expression that cannot be read or evaluated. Always the author's to mend. */
export class ExpressionError extends AppError {
  /** In the expression when `evaluateExpression` threw it, else in the template text. */
  readonly range: ExpressionRange | undefined;
  /** Which value inside the setting held the template: `['headers', 'Accept']`. */
  readonly path: readonly (string | number)[];

  readonly #failure: ExpressionFailure;

  constructor(failure: ExpressionFailure, path: readonly (string | number)[] = []) {
    super({
      code: failure.code,
      kind: 'user',
      message: failure.message,
      ...(failure.hint !== undefined && { hint: failure.hint }),
      details: {
        ...(failure.range && { from: failure.range.from, to: failure.range.to }),
        ...(path.length > 0 && { path }),
      },
    });
    this.name = 'ExpressionError';
    this.range = failure.range;
    this.path = path;
    this.#failure = failure;
  }

  /** From data that this class made before. */
  static from(data: ExpressionErrorData): ExpressionError {
    return new ExpressionError({ ...data, code: data.code as ExpressionErrorCode });
  }

  /** The same error, placed: a range already known is kept. */
  located(range: ExpressionRange): ExpressionError {
    return this.range ? this : new ExpressionError({ ...this.#failure, range }, this.path);
  }

  /**
   * The same error as seen in `text`, in which the expression starts at `offset`. A syntax error
   * says its column, because there the eye has nothing else to go by.
   */
  seenIn(text: string, offset: number): ExpressionError {
    if (!this.range) return this;
    const range = { from: this.range.from + offset, to: this.range.to + offset };
    const column = this.code === 'EXPR_SYNTAX' ? ` at ${placeIn(text, range.from)}` : '';
    return new ExpressionError(
      { ...this.#failure, message: this.#failure.message + column, range },
      this.path,
    );
  }

  /** The same error inside a bigger value. */
  under(key: string | number): ExpressionError {
    return new ExpressionError(this.#failure, [key, ...this.path]);
  }

  toExpressionData(): ExpressionErrorData {
    return { ...this.#failure };
  }
}

/** Shorthand for the many places that fail. */
export function fail(
  code: ExpressionErrorCode,
  message: string,
  hint?: string,
  range?: ExpressionRange,
): ExpressionError {
  return new ExpressionError({
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(range && { range }),
  });
}
