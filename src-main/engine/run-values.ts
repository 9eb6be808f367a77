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
  /** Roots that are the same for every step. */
  private readonly common: JsonObject;
  private expressions: (ExpressionScope & { roots: Readonly<Record<string, unknown>> }) | null =
    null;
  /** What the last evaluation drew; null when nothing. */
  private draws: (number | string)[] | null = null;

  constructor(
    private readonly ports: EnginePorts,
    private readonly plan: WorkflowPlan,
    facts: RunFacts,
  ) {
    const { workflow } = plan;
    this.vars = workflow.vars;
    this.common = {
      input: facts.input,
      env: workflow.env.length === 0 ? noEnv : allowed(ports.environment, workflow.env),
      run: { id: facts.run, workflow: workflow.name, startedAt: facts.createdAt },
      trigger: { startedBy: facts.startedBy, time: facts.createdAt },
    };
  }

  /** Bindings in the initial variables see `input`, `env`, `run` and `trigger`. */
  resolveVars(): void {
    if (!this.plan.varsBound) return;
    const roots = { ...this.common, steps: {}, vars: {} };
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
    const roots: Record<string, unknown> = this.rootsWith(attempt, steps);
    roots.secrets = this.plan.secretRefs;
    const bound = this.resolve(config.bound, roots) as JsonObject;
    const { draws } = this;
    const resolved: JsonObject = { ...config.written, ...bound };
    const shown = config.namesSecrets ? (withReferences(resolved) as JsonObject) : resolved;
    const parsed = config.parse(resolved);
    const input = this.record(shown);
    return draws === null ? { config: parsed, input } : { config: parsed, input, draws };
  }

  evaluate(
    attempt: Attempt,
    template: JsonValue,
    locals: Readonly<Record<string, JsonValue>>,
  ): JsonValue {
    return this.resolve(template, { ...this.rootsFor(attempt), ...locals });
  }

  /** The workflow's `result:`, with bindings. */
  evaluateResult(template: JsonValue, scope: Scope): JsonValue {
    const roots = { ...this.common, steps: scope.outputs, vars: this.vars };
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

  private rootsWith(attempt: Attempt, steps: JsonObject): Record<string, JsonValue> {
    const { scope } = attempt;
    const roots: Record<string, JsonValue> = { ...this.common, steps, vars: this.vars };
    addLocals(scope, roots);
    const error = errorSeenBy(scope, attempt.plan);
    if (error !== undefined) roots.error = error;
    return roots;
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

  private resolve(value: JsonValue, roots: Readonly<Record<string, unknown>>): JsonValue {
    this.draws = null;
    const { scope } = this;
    scope.roots = roots;
    // References to secrets can only come from the root `secrets`, which only settings get; there
    // withReferences() takes them out of what is recorded.
    return resolveValue(value, scope) as JsonValue;
  }

  /** One for the whole run: making its functions for every setting would cost more than its work. */
  private get scope(): ExpressionScope & { roots: Readonly<Record<string, unknown>> } {
    this.expressions ??= {
      roots: {},
      missing: this.plan.workflow.settings.missing,
      now: () => this.draw(this.ports.clock.now()),
      random: () => this.draw(this.ports.random()),
      uuid: () => this.draw(uuidFrom(this.ports.random)),
    };
    return this.expressions;
  }

  private draw<Value extends number | string>(value: Value): Value {
    this.draws ??= [];
    this.draws.push(value);
    return value;
  }
}

/** The names that containers give to their bodies, inner ones first; no name hides a root. */
function addLocals(scope: Scope, roots: Record<string, JsonValue>): void {
  if (scope.body === null) return;
  const { parent, iteration, locals } = scope.body;
  for (const name in locals) {
    const value = locals[name];
    if (value !== undefined && !(name in roots)) roots[name] = value;
  }
  // A runner may say itself what `loop` holds; otherwise it holds what the body is given.
  if (!('loop' in roots)) roots.loop = { index: iteration, ...locals };
  addLocals(parent.scope, roots);
}

const noEnv: JsonObject = Object.freeze({});

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
