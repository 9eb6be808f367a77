import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { SettingPath } from './form-context';

/** The value at a path; undefined when any part of the way is missing. */
export function valueAt(root: JsonValue | undefined, path: SettingPath): JsonValue | undefined {
  let value = root;
  for (const part of path) {
    if (typeof part === 'number') {
      value = Array.isArray(value) ? (value as readonly JsonValue[])[part] : undefined;
    } else {
      value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
  }
  return value;
}

/**
 * The edit that puts a value where parts of the way are missing: `auth.user` in settings without
 * `auth` becomes `auth = { user }`.
 */
export function settableAt(
  config: JsonObject,
  path: SettingPath,
  value: JsonValue | undefined,
): { readonly path: SettingPath; readonly value: JsonValue | undefined } {
  for (let length = 1; length < path.length; length += 1) {
    const parent = valueAt(config, path.slice(0, length));
    if (typeof parent === 'object' && parent !== null) continue;
    if (value === undefined) return { path: path.slice(0, length), value: undefined };
    return { path: path.slice(0, length), value: wrap(path.slice(length), value) };
  }
  return { path, value };
}

function wrap(path: SettingPath, value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>(
    (inner, part) => (typeof part === 'number' ? [inner] : { [part]: inner }),
    value,
  );
}

/** The id of a setting's control in the page, so that the problems list can focus it. */
export function settingElementId(stepId: string | null, path: SettingPath): string {
  return ['setting', stepId ?? 'workflow', ...path].join('.');
}
