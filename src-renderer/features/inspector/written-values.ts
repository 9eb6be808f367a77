import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { findEntry, type SourceNode, toJson } from '@shared/workflow/source/node';

// Values as the file has them (`timeout: 30s`), where the model has them worked out (30000).

/** A step's own keys as written, without its settings and its body. */
export function writtenStep(
  parsed: ParsedWorkflow,
  id: string,
  keys: readonly string[],
): JsonObject {
  return valuesOf(parsed.source.steps.get(id)?.node ?? undefined, keys);
}

/** The workflow's own keys as written. */
export function writtenRoot(parsed: ParsedWorkflow, keys: readonly string[]): JsonObject {
  return valuesOf(parsed.source.root ?? undefined, keys);
}

function valuesOf(node: SourceNode | undefined, keys: readonly string[]): JsonObject {
  const written: Record<string, JsonValue> = {};
  for (const key of keys) {
    const entry = findEntry(node, key);
    if (entry) written[key] = toJson(entry.value);
  }
  return written;
}
