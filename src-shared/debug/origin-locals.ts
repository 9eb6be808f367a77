import type { JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { BodyAt } from './bodies';
import type { RunPrograms } from './programs';
import { aliasesOf } from './roots';
import { valueAtPath, type ValuePath } from './value-source';

function aliasesIn(programs: RunPrograms, body: BodyAt): Readonly<Record<string, string>> {
  const container = body.path.at(-1)?.step;
  return container === undefined ? {} : aliasesOf(programs, body, container);
}

/** Whether the names of the body of a container have this one. */
export function givesName(programs: RunPrograms, body: BodyAt, root: string): boolean {
  const locals = body.started?.locals;
  if (locals && 'value' in locals && isJsonObject(locals.value) && root in locals.value)
    return true;
  return Object.hasOwn(aliasesIn(programs, body), root);
}

/** What a name of a body stands for there. */
export function localValue(
  programs: RunPrograms,
  body: BodyAt,
  root: string,
  keys: ValuePath,
): JsonValue | undefined {
  const locals = body.started?.locals;
  if (!locals || !('value' in locals) || !isJsonObject(locals.value)) return undefined;
  if (root in locals.value) return valueAtPath(locals.value[root] ?? null, keys);
  const { loop } = locals.value;
  const alias = aliasesIn(programs, body)[root];
  if (alias === undefined || !isJsonObject(loop)) return undefined;
  return valueAtPath(loop[alias] ?? null, keys);
}
