import type { JsonObject } from '../../lib/json';

/** A definition of the schema with a description of its own. */
export function ref(name: string, description: string): JsonObject {
  return { $ref: `#/$defs/${name}`, description };
}

export function text(description: string): JsonObject {
  return { type: 'string', description };
}
