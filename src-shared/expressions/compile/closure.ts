import type { Expression, SpreadElement } from 'acorn';
import type { Evaluation } from '../evaluation';

/** A compiled node. */
export type Closure = (evaluation: Evaluation) => unknown;

/** A compiled arrow function, as a method gets it among its arguments. */
export type Callback = (a?: unknown, b?: unknown, c?: unknown, d?: unknown) => unknown;

/**
 * What a missing key means at this place. `strict`: the scope's policy. `last`: the last key may be
 * missing (it stands left of `?.`). `chain`: any key may be missing (it stands left of `??`).
 */
export type Leniency = 'strict' | 'last' | 'chain';

/** What the parts of the compiler share while they compile one expression. */
export interface Compiler {
  readonly source: string;
  expression(node: Expression, leniency?: Leniency): Closure;
  /** Values in a row, with spreads: list items or arguments. */
  row(nodes: readonly (Expression | SpreadElement)[]): (evaluation: Evaluation) => unknown[];
  /** The slot of an arrow parameter; undefined when the name is not one. */
  slotOf(name: string): number | undefined;
  /** Runs `body` with new names; each gets a slot of its own. */
  withLocals<T>(names: readonly string[], body: (slots: readonly number[]) => T): T;
}

/** What an optional chain gives when it stopped at null; only the chain's end sees it. */
export const stopped: unique symbol = Symbol('stopped');
