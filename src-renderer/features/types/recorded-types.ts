import type { JsonValue } from '@shared/lib/json';
import { typeOfExample } from '@shared/types/of-value';
import { sameType, type Type } from '@shared/types/type';
import { latestOutput, runsStore } from '../runs';
import { typesStore } from './types-store';

/** Values are looked at again only when they are others. */
const known = new Map<string, { readonly value: unknown; readonly type: Type }>();

/** The types of what the shown run has recorded so far. */
export function readRecordedTypes(): void {
  const { run, steps } = runsStore.getState();
  const { outputs: before } = typesStore.getState();
  const outputs = new Map<string, Type>();
  for (const id of steps.keys()) {
    const value = latestOutput(id);
    if (value === undefined) continue;
    const seen = known.get(id);
    const type = seen !== undefined && seen.value === value ? seen.type : typeOf(value, seen?.type);
    known.set(id, { value, type });
    outputs.set(id, type);
  }
  for (const id of known.keys()) if (!outputs.has(id)) known.delete(id);
  const same =
    outputs.size === before.size && [...outputs].every(([id, type]) => before.get(id) === type);
  if (same) return;
  const input = run && 'value' in run.input ? typeOfExample(run.input.value) : null;
  typesStore.setState({ outputs, input });
}

/** A type that is as it was is the same object: nobody has to look at anything again. */
function typeOf(value: JsonValue, before: Type | undefined): Type {
  const type = typeOfExample(value);
  return before !== undefined && sameType(before, type) ? before : type;
}
