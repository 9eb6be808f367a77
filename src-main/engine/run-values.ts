import type { AppErrorData } from '@shared/errors/app-error';

import { resolveValue } from '@shared/expressions/resolve';
import { SecretRef, SecretText, type ExpressionScope } from '@shared/expressions/types';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/events';
import type { ReadyConfig } from './config-plan';
import { checkOutput } from './output-check';
import type { WorkflowPlan } from './plan';
import { errorSeenBy, type Attempt, type Scope } from './scope';
import { finalError } from './step-error';
import { errorToJson } from './step-failure';
import type { EnginePorts } from './types';

export interface RunFacts {
  readonly run: string;
  readonly input: JsonValue;
  readonly startedBy: string;
  readonly createdAt: number;
}

/** What expressions see in one run, what they give, and what of it may be recorded. */
export class RunValues {
  vars: JsonObject;
  /** A secret was given to a step: from now on whatever is recorded is looked through for it. */
  revealed = false;
  private readonly env: JsonObject;
  private readonly about: JsonObject;
  private readonly trigger: JsonObject;
  private draws: (number | string)[] = [];

  constructor(
    private readonly ports: EnginePorts,
    private readonly plan: WorkflowPlan,
    private readonly facts: RunFacts,
  ) {
    const { workflow } = plan;
    this.vars = workflow.vars;
    this.env = allowed(ports.environment, workflow.env);
    this.about = { id: facts.run, workflow: workflow.name, startedAt: facts.createdAt };
    this.trigger = { startedBy: facts.startedBy, time: facts.createdAt };
  }

  /** Bindings in the initial variables see `input`, `env`, `run` and `trigger`. */
  resolveVars(): void {
    const roots = { ...this.commonRoots(), steps: {}, vars: {} };
    const vars = this.resolve(this.plan.workflow.vars, roots) as JsonObject;
    refuse(checkOutput(vars, 'The initial value of the variables'));
    this.vars = vars;
  }

  /** Settings for an attempt. Throws when a binding or a setting is wrong. */
  readyConfig(attempt: Attempt): ReadyConfig {
    const { config } = attempt.plan;
    if (config.bound === null) {
      return { config: config.parse(config.written), input: { value: config.written } };
    }
    const steps = config.wantsAllSteps ? this.stepsFor(attempt) : attempt.scope.outputs;
    const roots = { ...this.rootsWith(attempt, steps), secrets: this.plan.secretRefs };
    const bound = this.resolve(config.bound, roots) as JsonObject;
    const draws = this.draws;
    this.draws = [];
    const resolved: JsonObject = { ...config.written, ...bound };
    const shown = config.namesSecrets ? (withReferences(resolved) as JsonObject) : resolved;
    return {
      config: config.parse(resolved),
      input: this.record(shown),
      ...(draws.length > 0 && { draws }),
    };
  }

  evaluate(
    attempt: Attempt,
    template: JsonValue,
    locals: Readonly<Record<string, JsonValue>>,
  ): JsonValue {
    const value = this.resolve(template, { ...this.rootsFor(attempt), ...locals });
    this.draws = [];
    return value;
  }

  /** The workflow's `result:`, with bindings. */
  evaluateResult(template: JsonValue, scope: Scope): JsonValue {
    const roots = { ...this.commonRoots(), steps: scope.outputs, vars: this.vars };
    const value = this.resolve(template, roots);
    refuse(checkOutput(value, 'The result of the workflow'));
    return value;
  }

  /** Everything that expressions see, but secrets; it stays as it is while the attempt lasts. */
  rootsFor(attempt: Attempt): JsonObject {
    return this.rootsWith(attempt, this.stepsFor(attempt));
  }

  /** `scope.outputs` grows with every step, so what is handed out as a value is a copy. */
  private stepsFor(attempt: Attempt): JsonObject {
    attempt.steps ??= { ...attempt.scope.outputs };
    return attempt.steps;
  }

  private rootsWith(attempt: Attempt, steps: JsonObject): JsonObject {
    const { scope } = attempt;
    const error = errorSeenBy(scope, attempt.plan);
    return {
      ...localsOf(scope),
      ...this.commonRoots(),
      steps,
      vars: this.vars,
      ...(error !== undefined && { error }),
    };
  }

  record(value: JsonValue): Recorded {
    return { value: this.safe(value) };
  }

  /** The value without the secrets that were given out in this run. */
  safe<Value extends JsonValue>(value: Value): Value {
    // Redaction changes texts only, so the value keeps its shape.
    return this.revealed ? (this.ports.secrets.redact(value) as Value) : value;
  }

  safeText(text: string): string {
    return this.safe<string>(text);
  }

  safeError(error: AppErrorData): AppErrorData {
    if (!this.revealed) return error;
    const safe = this.safe(errorToJson(error));
    return { ...error, ...safe } as AppErrorData;
  }

  private commonRoots(): JsonObject {
    return { input: this.facts.input, env: this.env, trigger: this.trigger, run: this.about };
  }

  private resolve(value: JsonValue, roots: Readonly<Record<string, unknown>>): JsonValue {
    this.draws = [];
    const scope: ExpressionScope = {
      roots,
      missing: this.plan.workflow.settings.missing,
      now: () => this.draw(this.ports.clock.now()),
      random: () => this.draw(this.ports.random()),
      uuid: () => this.draw(uuidFrom(this.ports.random)),
    };
    // References to secrets can only come from the root `secrets`, which only settings get; there
    // withReferences() takes them out of what is recorded.
    return resolveValue(value, scope) as JsonValue;
  }

  private draw<Value extends number | string>(value: Value): Value {
    this.draws.push(value);
    return value;
  }
}

function localsOf(scope: Scope): JsonObject {
  if (scope.body === null) return {};
  const { parent, iteration, locals } = scope.body;
  // A runner may say itself what `loop` holds; otherwise it holds what the body is given.
  const loop = locals.loop ?? { index: iteration, ...locals };
  return { ...localsOf(parent.scope), ...locals, loop };
}

function allowed(
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): JsonObject {
  const env: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function refuse(problem: AppErrorData | null): void {
  if (problem !== null) throw finalError(problem);
}

/** A copy in which references to secrets stand as plain JSON. */
function withReferences(value: unknown): JsonValue {
  if (value instanceof SecretRef || value instanceof SecretText) {
    return JSON.parse(JSON.stringify(value)) as JsonValue;
  }
  if (Array.isArray(value)) return value.map(withReferences);
  if (!isJsonObject(value)) return value as JsonValue;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withReferences(item)]),
  );
}

/** A version 4 UUID from the run's own source of randomness, so that a replay gets the same. */
function uuidFrom(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === 'x' ? digit : (digit % 4) + 8).toString(16);
  });
}
