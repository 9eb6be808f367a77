import type { Expression, SpreadElement } from 'acorn';
import type { Type } from '../type';

/** Names and what is known of them: roots, and parameters of arrows around. */
export type Surroundings = ReadonlyMap<string, Type>;

export type TypeFaultCode =
  | 'TYPE_KEY'
  | 'TYPE_METHOD'
  | 'TYPE_OPERAND'
  | 'TYPE_COMPARISON'
  /** It may not be there. Only whoever knows the graph can say whether that is looked after. */
  | 'TYPE_OPTIONAL'
  /** No example has it. */
  | 'TYPE_UNSEEN';

export interface TypeFault {
  readonly code: TypeFaultCode;
  readonly message: string;
  readonly hint: string;
  /** In the source of the expression. */
  readonly range: { readonly from: number; readonly to: number };
  /** What to write instead of a part of the expression. */
  readonly fix?: {
    readonly title: string;
    readonly from: number;
    readonly to: number;
    readonly insert: string;
  };
  /** For `TYPE_OPTIONAL`: the root and the keys after it. */
  readonly path?: readonly (string | number)[];
}

/** One walk over an expression. `lenient`: a missing key is meant to be possible here. */
export interface Inference {
  readonly source: string;
  infer(node: Expression | SpreadElement, around: Surroundings, lenient?: boolean): Type;
  report(fault: TypeFault): void;
}

export type Member = Extract<Expression, { type: 'MemberExpression' }>;
export type Call = Extract<Expression, { type: 'CallExpression' }>;
