import type { JsonValue } from '../lib/json';
import type { ScopePath } from '../runs/scope-path';

/** One link of the chain of what a value came from. */
export interface OriginNode {
  readonly kind:
    | 'output'
    | 'setting'
    | 'code'
    | 'variable'
    | 'input'
    | 'item'
    | 'error'
    | 'environment'
    | 'secret'
    | 'run'
    | 'constant'
    | 'pin';
  /** For people: `Output of Fetch orders`, `Setting url of Fetch orders`. */
  readonly title: string;
  readonly field: string;
  readonly step: string | null;
  readonly path: ScopePath;
  /** The event that made it; null when it was there from the start. */
  readonly seq: number | null;
  /** The text of the binding, or the line of code. */
  readonly text?: string;
  /** 1-based line in the step's code. */
  readonly line?: number;
  readonly value?: JsonValue;
  readonly from: readonly OriginNode[];
}

/** One without a value has none that is known. */
export function node(
  parts: Omit<OriginNode, 'value'> & { readonly value?: JsonValue | undefined },
): OriginNode {
  const { value, ...rest } = parts;
  return value === undefined ? rest : { ...rest, value };
}
