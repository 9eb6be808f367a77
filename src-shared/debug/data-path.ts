import { isJsonObject, type JsonValue } from '../lib/json';

// What a data breakpoint looks at: `vars.total`, `steps.fetch.body.items[0].price`.

export interface DataPath {
  /** `steps`: what a step gave; `vars`: a variable. */
  readonly root: 'steps' | 'vars';
  /** The step's id, or the variable's name. */
  readonly name: string;
  /** From there on. */
  readonly keys: readonly string[];
}

const part = /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/gy;

/** Null when it is no such path. */
export function parseDataPath(text: string): DataPath | null {
  const [, root] = /^(steps|vars)(?=[.[])/.exec(text.trim()) ?? [];
  if (root !== 'steps' && root !== 'vars') return null;
  const rest = text.trim().slice(root.length);
  const keys: string[] = [];
  let end = 0;
  for (const match of rest.matchAll(part)) {
    const [whole, word, index, quoted] = match;
    keys.push(word ?? index ?? unquoted(quoted ?? ''));
    end = match.index + whole.length;
  }
  const [name, ...deeper] = keys;
  if (end !== rest.length || name === undefined) return null;
  return { root, name, keys: deeper };
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** The value behind keys; undefined when there is none. Own keys only. */
export function valueAt(
  value: JsonValue | undefined,
  keys: readonly string[],
): JsonValue | undefined {
  let at = value;
  for (const key of keys) {
    if (Array.isArray(at)) at = (at as readonly JsonValue[])[Number(key)];
    else if (isJsonObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}
