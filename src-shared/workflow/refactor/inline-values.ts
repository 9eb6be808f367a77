import { analyzeTemplate } from '../../expressions/analyze';
import { isJsonObject, type JsonValue } from '../../lib/json';
import type { StepId } from '../model';

// What may be written in the place of a value: the path it came along, so that nothing has to be
// carried.

/** A value by what it is called where the call stands: a path, or an expression in parentheses. */
export interface Origin {
  readonly root: string;
  readonly by: readonly string[] | string;
}

const path = /^[A-Za-z_$][\w$]*(?:\s*\??\.\s*[A-Za-z_$][\w$]*)*$/;

/** Where a setting comes from that is one plain binding; null for anything that has to be made. */
export function originOf(value: JsonValue | undefined): Origin | null {
  if (typeof value !== 'string') return null;
  const inner = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(value)?.[1]?.trim();
  if (inner === undefined || !analyzeTemplate(value).single) return null;
  const lenient = /^([\s\S]*?)\s*\?\?\s*null$/.exec(inner)?.[1];
  const written = lenient ?? inner;
  if (!path.test(written)) return null;
  const keys = written.split(/\s*\??\.\s*/);
  const root = keys[0] ?? '';
  return { root, by: lenient === undefined && !written.includes('?') ? keys : `(${inner})` };
}

/** The origins of the keys of an object, all of them plain; null when one is not. */
export function originsOf(value: JsonValue | undefined): ReadonlyMap<string, Origin> | null {
  if (value === undefined || value === null) return new Map();
  if (!isJsonObject(value)) return null;
  const origins = new Map<string, Origin>();
  for (const [key, item] of Object.entries(value)) {
    const origin = originOf(item);
    if (origin === null) return null;
    origins.set(key, origin);
  }
  return origins;
}

/** The step whose output a path is, and the keys after it. */
export function stepOrigin(id: StepId): Origin {
  return { root: 'steps', by: ['steps', id] };
}
