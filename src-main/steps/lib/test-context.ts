import type { EffectsPolicy, LogLevel } from '@shared/runs/events';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { SecretRef, SecretText } from '@shared/expressions/types';
import { resolveValue } from '@shared/expressions/resolve';
import { findStepDefinition } from '@shared/steps/index';
import { plainJson } from './plain-json';
import type {
  BodyOptions,
  BodyOutcome,
  BodySection,
  StepContext,
  StepOutcome,
  StepRunner,
  WaitRequest,
} from '../../engine/types';

// A context for tests of runners: real settings checks, a clock that is moved by hand, and a record
// of everything the runner did.

export interface TestLog {
  readonly level: LogLevel;
  readonly message: string;
  readonly data?: JsonValue;
  readonly line?: number;
}

export interface TestContextOptions {
  readonly roots?: JsonObject;
  readonly signal?: AbortSignal;
  readonly folder?: string | null;
  readonly restricted?: boolean;
  readonly effects?: EffectsPolicy;
  readonly now?: number;
  readonly secrets?: Readonly<Record<string, string>>;
  /** What a lazy setting gives, by its text; without it the expression is really evaluated. */
  readonly expressions?: Readonly<
    Record<string, (locals: Readonly<Record<string, JsonValue>>) => JsonValue>
  >;
  /** What comes for a wait, in order; those it does not accept are passed over. Then time runs out. */
  readonly signals?: readonly JsonValue[];
  readonly runBody?: (
    iteration: number,
    locals: Readonly<Record<string, JsonValue>>,
    options?: BodyOptions,
  ) => Promise<BodyOutcome>;
  readonly sections?: readonly BodySection[];
  /** Bodies that had begun before a crash. */
  readonly begun?: readonly number[];
  readonly callWorkflow?: StepContext['callWorkflow'];
  readonly debug?: StepContext['debug'];
}

export interface TestContext<Config> extends StepContext<Config> {
  readonly logs: TestLog[];
  readonly variables: Record<string, JsonValue>;
  readonly waits: { readonly time: number; readonly reason: string }[];
  readonly progressed: string[];
  /** What `waitFor` was asked. */
  readonly targets: WaitRequest[];
}

/** Checks the settings by the kind's own schema, as the engine does. */
export function createTestContext<Config>(
  kind: string,
  config: Record<string, unknown>,
  options: TestContextOptions = {},
): TestContext<Config> {
  const definition = findStepDefinition(kind);
  if (!definition) throw new Error(`There is no step kind "${kind}"`);
  let now = options.now ?? Date.UTC(2027, 0, 1);
  const logs: TestLog[] = [];
  const variables: Record<string, JsonValue> = {};
  const waits: { time: number; reason: string }[] = [];
  const progressed: string[] = [];
  const targets: WaitRequest[] = [];
  const signals = [...(options.signals ?? [])];
  return {
    // The schema's output is the kind's config; the test names the type.
    config: definition.config.parse({ ...definition.defaults, ...config }) as Config,
    signal: options.signal ?? new AbortController().signal,
    attempt: 1,
    idempotencyKey: 'run-1/step/1',
    step: { id: 'step', title: 'Step' },
    run: {
      id: 'run-1',
      workflow: 'test',
      folder: options.folder ?? null,
      restricted: options.restricted ?? false,
      effects: options.effects ?? 'live',
    },
    roots: options.roots ?? {},
    log: (level, message, data, line) => {
      logs.push({
        level,
        message,
        ...(data !== undefined && { data }),
        ...(line !== undefined && { line }),
      });
    },
    progress: (_done, _total, message) => progressed.push(message),
    setVariable: (name, value) => {
      variables[name] = value;
    },
    evaluate: (template, locals) => {
      const expression = typeof template === 'string' ? options.expressions?.[template] : undefined;
      return expression ? expression(locals) : resolved(template, { ...options.roots, ...locals });
    },
    reveal: async (value) => reveal(value, options.secrets ?? {}),
    waitUntil: async (time, reason) => {
      waits.push({ time, reason });
      now = Math.max(now, time);
    },
    waitFor: async (request) => {
      targets.push(request);
      for (let next = signals.shift(); next !== undefined; next = signals.shift()) {
        if (request.accepts?.(next) !== false) return { type: 'signal', value: next };
      }
      if (request.until === null) throw new Error('This test sends no signal that is accepted');
      now = Math.max(now, request.until);
      return { type: 'timeout' };
    },
    effect: (_name, _request, perform) => perform(),
    hasBegun: (iteration) => options.begun?.includes(iteration) ?? false,
    sections: options.sections ?? [],
    callWorkflow:
      options.callWorkflow ?? (() => Promise.reject(new Error('This test has no other workflow'))),
    runBody: options.runBody ?? (() => Promise.reject(new Error('This test has no body'))),
    debug: options.debug ?? null,
    clock: {
      now: () => now,
      monotonic: () => now,
      schedule: () => () => undefined,
    },
    random: () => 0.5,
    logs,
    variables,
    waits,
    progressed,
    targets,
  };
}

/** Runs a kind with settings, as short as a test wants it. */
export async function runStep<Config>(
  kind: string,
  run: StepRunner<Config>,
  config: Record<string, unknown>,
  options?: TestContextOptions,
): Promise<StepOutcome> {
  return run(createTestContext<Config>(kind, config, options));
}

function resolved(template: JsonValue, roots: JsonObject): JsonValue {
  const scope = {
    roots,
    missing: 'error',
    now: () => 0,
    random: () => 0.5,
    uuid: () => 'uuid',
  } as const;
  return plainJson(resolveValue(template, scope));
}

function reveal(value: unknown, secrets: Readonly<Record<string, string>>): string {
  if (value instanceof SecretRef) return secrets[value.name] ?? '';
  if (value instanceof SecretText) return value.parts.map((part) => reveal(part, secrets)).join('');
  return String(value);
}
