import type { JsonObject, JsonValue } from '@shared/lib/json';

// One mistake each, put into a workflow that is right, with what the validator has to say to it.

export interface Fault {
  readonly name: string;
  readonly code: string;
  /** Where it has to be told: the step or the edge. */
  readonly step?: string;
  readonly edge?: string;
  /** The path inside the step's settings. */
  readonly path?: readonly (string | number)[];
  /** Whether the studio can mend it. */
  readonly fix: boolean;
  readonly change: (file: JsonObject) => JsonObject;
}

type Change = (file: JsonObject) => JsonObject;

/** Sets what is at a path, `steps.fetch.with.url`; undefined takes it out. */
export function set(path: string, value: JsonValue | undefined): Change {
  return (file) => changed(file, path.split('.'), () => value) as JsonObject;
}

export function add(path: string, item: JsonValue): Change {
  return (file) =>
    changed(file, path.split('.'), (list) => [
      ...((list ?? []) as JsonValue[]),
      item,
    ]) as JsonObject;
}

export function without(path: string, item: JsonValue): Change {
  return (file) =>
    changed(file, path.split('.'), (list) =>
      (list as JsonValue[]).filter((other) => other !== item),
    ) as JsonObject;
}

export function instead(path: string, item: JsonValue, other: JsonValue): Change {
  return (file) =>
    changed(file, path.split('.'), (list) =>
      (list as JsonValue[]).map((each) => (each === item ? other : each)),
    ) as JsonObject;
}

function changed(
  value: JsonValue | undefined,
  path: readonly string[],
  change: (value: JsonValue | undefined) => JsonValue | undefined,
): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const object = (value ?? {}) as JsonObject;
  const next = changed(object[key], rest, change);
  const { [key]: _, ...others } = object;
  if (next === undefined) return others;
  return Object.hasOwn(object, key)
    ? Object.fromEntries(
        Object.entries(object).map(([name, old]) => [name, name === key ? next : old]),
      )
    : { ...object, [key]: next };
}

interface Told {
  readonly step?: string;
  readonly edge?: string;
  readonly path?: readonly (string | number)[];
  readonly fix?: boolean;
}

export function fault(
  name: string,
  code: string,
  told: Told,
  ...changes: readonly Change[]
): Fault {
  return {
    name,
    code,
    fix: false,
    ...told,
    change: (file) => changes.reduce((data, change) => change(data), file),
  };
}

export const log = (message: string): JsonObject => ({ kind: 'log', with: { message } });
export const say = (step: string, message: string): Change =>
  set(`steps.${step}.with.message`, message);
