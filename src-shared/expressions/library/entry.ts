import type { Evaluation } from '../evaluation';
import type { JsonValue } from '../../lib/json';

/** Types that have methods. The words are those of messages and of the documentation. */
export type ReceiverType = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'date' | 'pattern';

/**
 * What is known of a result. `item`, `same`, `values` and `entries` speak of the receiver (of a
 * function: of its first argument), `callback` of what the function gives.
 */
export type Returns =
  | ReceiverType
  | 'any'
  | 'same'
  | 'item or null'
  | 'item or list'
  | 'text or null'
  | 'number or null'
  | 'list of text'
  | 'list of text or null'
  | 'list of numbers'
  | 'list of lists'
  | 'list of same'
  | 'flat list'
  | 'concatenated list'
  | 'values'
  | 'entries'
  | 'object from entries'
  | 'object of same'
  | 'object of items'
  | 'object of numbers'
  | 'object of values'
  | 'picked object'
  | 'object without keys'
  | 'merged object'
  | 'callback value'
  | 'callback list'
  | 'callback flat list'
  | 'callback object';

/** What people read about a function or method; feeds completion, hover and docs. */
export interface MethodDoc {
  readonly name: string;
  /** `(item => key, order?) → list` */
  readonly signature: string;
  /** One or two sentences. */
  readonly doc: string;
  /** An expression without roots; a test evaluates it. */
  readonly example: string;
  /** What the example gives. */
  readonly result: JsonValue;
}

interface Entry extends MethodDoc {
  readonly returns: Returns;
  /** True when an argument may be a function. */
  readonly takesFunction?: boolean;
}

// `run` is written as a method so that a table of text methods is a table of methods: the caller
// picks the table by the receiver's type.
export interface MethodEntry<Receiver = unknown> extends Entry {
  run(evaluation: Evaluation, receiver: Receiver, values: readonly unknown[]): unknown;
}

export interface FunctionEntry extends Entry {
  run(evaluation: Evaluation, values: readonly unknown[]): unknown;
}
