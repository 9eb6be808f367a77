import type { JsonValue } from '../lib/json';

// The face of the expression language. Syntax and checks: parse.ts and check.ts; evaluation:
// compile.ts (closures over an allow-listed tree, never eval, new Function or node:vm).

/** Where in the template text (not in the file) something is, in UTF-16 offsets. */
export interface ExpressionRange {
  readonly from: number;
  readonly to: number;
}

/** What went wrong, with a stable code: EXPR_SYNTAX, EXPR_FORBIDDEN, EXPR_UNDEFINED, … */
export interface ExpressionErrorData {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly range?: ExpressionRange;
}

/** Bounds on one evaluation. Exceeding one is EXPR_BUDGET, EXPR_STACK or EXPR_MEMORY. */
export interface ExpressionBudget {
  /** Operations: closure calls and items visited by methods. Default 1,000,000. */
  readonly operations: number;
  /** Nesting of calls. Default 64. */
  readonly depth: number;
  /** Characters, or array items, that one result may hold. Default 1,000,000. */
  readonly size: number;
}

/** What a binding to a key that does not exist means. */
export type MissingPolicy = 'error' | 'null' | 'literal';

/**
 * What expressions see. Roots are own properties of `roots`: input, steps, vars, env, loop,
 * error, trigger, run, secrets, and locals such as `item`. Values are JSON or SecretRef.
 */
export interface ExpressionScope {
  readonly roots: Readonly<Record<string, unknown>>;
  readonly missing: MissingPolicy;
  /** Recorded by the engine, so that a replay sees the same. */
  readonly now: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
}

/**
 * A reference to a secret. It travels through settings as this object; only the receiving step
 * can ask the host for the value. Its JSON form is `{ "$secret": "NAME" }`.
 */
export class SecretRef {
  constructor(readonly name: string) {}
  toJSON(): { readonly $secret: string } {
    return { $secret: this.name };
  }
}

/** Text with secrets in it, e.g. `Bearer {{ secrets.token }}`. JSON form: `{ "$parts": [...] }`. */
export class SecretText {
  constructor(readonly parts: readonly (string | SecretRef)[]) {}
  toJSON(): { readonly $parts: readonly unknown[] } {
    return { $parts: this.parts.map((part) => (typeof part === 'string' ? part : part.toJSON())) };
  }
}

/** A value after bindings are resolved: JSON in which secrets may stand. */
export type ResolvedValue =
  | JsonValue
  | SecretRef
  | SecretText
  | readonly ResolvedValue[]
  | { readonly [key: string]: ResolvedValue };

/** One use of a root in a template: `steps.fetch.body` is `{ root: 'steps', path: ['fetch', 'body'] }`. */
export interface TemplateReference {
  readonly root: string;
  /** Static keys after the root, as far as they are literal. */
  readonly path: readonly (string | number)[];
  /** In the template text; covers root and path. */
  readonly range: ExpressionRange;
  /** Reached through `?.` or guarded by `??`: a missing key is meant to be possible. */
  readonly lenient: boolean;
}

/** What can be said about a template text without running it. */
export interface TemplateAnalysis {
  readonly hasBindings: boolean;
  /** The text is exactly one binding, so the value keeps its type. */
  readonly single: boolean;
  readonly references: readonly TemplateReference[];
  readonly errors: readonly ExpressionErrorData[];
}
