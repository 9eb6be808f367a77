import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { StepField } from '@shared/workflow/edit/workflow-edit';
import type { SettingPath } from '../form/form-context';

export const behaviourKeys = [
  'description',
  'disabled',
  'join',
  'onError',
  'timeout',
  'retry',
  'rateLimit',
  'circuitBreaker',
  'onInterrupt',
  'cost',
] as const satisfies readonly StepField[];
export type BehaviourKey = (typeof behaviourKeys)[number];

/** Behaviour as the form wants it: `retry: 3` as an object. */
export function behaviourConfig(written: JsonObject): JsonObject {
  const { retry } = written;
  return typeof retry === 'number' ? { ...written, retry: { attempts: retry } } : written;
}

/** The step field that a change in the form sets as a whole. */
export function behaviourChange(
  config: JsonObject,
  path: SettingPath,
  value: JsonValue | undefined,
): { readonly field: BehaviourKey; readonly value: JsonValue | undefined } | null {
  const [key, member] = path;
  const field = behaviourKeys.find((known) => known === key);
  if (!field) return null;
  if (typeof member !== 'string') return { field, value: tidy(value) };
  const whole = isJsonObject(config[field]) ? config[field] : {};
  const { [member]: _, ...others } = whole;
  const companions = needed[field];
  if (companions !== undefined) {
    // A limit without its two numbers is an error in the file: the last one takes the rest along,
    // the first one brings it.
    if (value === undefined && member in companions) return { field, value: undefined };
    if (value === undefined && Object.keys(others).length === 0) return { field, value: undefined };
    const named = value === undefined ? others : { ...others, [member]: value };
    return { field, value: { ...companions, ...named } };
  }
  return { field, value: tidy(value === undefined ? others : { ...others, [member]: value }) };
}

/** Members that a block is nothing without, with what they begin as. */
const needed: Partial<Readonly<Record<BehaviourKey, JsonObject>>> = {
  rateLimit: { limit: 10, per: '1s' },
  circuitBreaker: { failures: 5, reset: '30s' },
};

/** An empty policy is no policy, and attempts alone need no map. */
function tidy(value: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 0) return undefined;
  const { attempts } = value;
  return keys.length === 1 && typeof attempts === 'number' ? attempts : value;
}
