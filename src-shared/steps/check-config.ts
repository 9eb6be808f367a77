import type { JsonObject, JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import { configJsonSchema } from './config-json-schema';
import { plainIssue } from './config-issue';
import type { ConfigProblem, StepDefinition } from './define-step';
import { hasBinding } from './lib/infer-schema';

/**
 * All that can be said about a step's settings before it runs. What is bound is only known when
 * the step runs, so a complaint about a binding itself is left to the engine.
 */
export function checkConfig(definition: StepDefinition, config: JsonObject): ConfigProblem[] {
  return [
    ...schemaProblems(definition, config),
    ...unknownKeys(definition, config),
    ...(definition.check?.(config) ?? []),
  ];
}

function schemaProblems(definition: StepDefinition, config: JsonObject): ConfigProblem[] {
  const parsed = definition.config.safeParse(config);
  if (parsed.success) return [];
  const asWritten = new Set([...definition.verbatim, ...definition.lazy.map((lazy) => lazy.key)]);
  const problems: ConfigProblem[] = [];
  for (const issue of parsed.error.issues) {
    const { path, text } = plainIssue(issue, (at) => valueAt(config, at));
    if (!asWritten.has(String(path[0])) && isBoundOnTheWay(config, path)) continue;
    const missing = valueAt(config, path) === undefined;
    problems.push({
      code: missing ? 'SETTING_MISSING' : 'SETTING_INVALID',
      severity: 'error',
      message: `${pathText(path)} ${missing ? missingText(issue.message) : text}`.trim(),
      path,
    });
  }
  return problems;
}

function unknownKeys(definition: StepDefinition, config: JsonObject): ConfigProblem[] {
  const properties = configJsonSchema(definition)['properties'];
  const known = isJsonObject(properties) ? Object.keys(properties) : [];
  return Object.keys(config)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      code: 'SETTING_UNKNOWN',
      severity: 'warning',
      message:
        known.length > 0
          ? `"${key}" is no setting of ${definition.title}; it has ${known.join(', ')}`
          : `"${key}" is no setting of ${definition.title}; it has none`,
      path: [key],
    }));
}

/** What a schema says of a missing key talks of types; ours says what to do. */
function missingText(message: string): string {
  return /^(?:Invalid|must be )/.test(message) ? 'is required' : message;
}

function isBoundOnTheWay(config: JsonObject, path: readonly (string | number)[]): boolean {
  for (let length = 1; length <= path.length; length += 1) {
    if (hasBinding(valueAt(config, path.slice(0, length)))) return true;
  }
  return false;
}

function valueAt(config: JsonObject, path: readonly (string | number)[]): JsonValue | undefined {
  let value: JsonValue | undefined = config;
  for (const part of path) {
    if (typeof part === 'number') {
      value = Array.isArray(value) ? (value as readonly JsonValue[])[part] : undefined;
    } else {
      value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
  }
  return value;
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');
}
