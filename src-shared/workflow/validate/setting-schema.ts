import { isJsonObject, type JsonObject } from '../../lib/json';
import type { SourcePath } from '../source/node';

/** The schema of a setting's part; undefined where it cannot be followed. */
export function settingSchema(schema: JsonObject, path: SourcePath): JsonObject | undefined {
  let at: JsonObject | undefined = schema;
  for (const key of path) {
    if (at === undefined) return undefined;
    let next: unknown;
    if (typeof key === 'number') next = at['items'];
    else {
      const { properties, additionalProperties }: JsonObject = at;
      next =
        isJsonObject(properties) && Object.hasOwn(properties, key)
          ? properties[key]
          : additionalProperties;
    }
    at = isJsonObject(next) ? next : undefined;
  }
  return at;
}
