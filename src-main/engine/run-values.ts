import type { AppErrorData } from '@shared/errors/app-error';
import { errorToJson } from '@shared/errors/error-json';
import { resolveValue, textEverywhere, type TextPlaces } from '@shared/expressions/resolve';
import { SecretRef, SecretText } from '@shared/expressions/types';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import type { ReadyConfig } from './config-plan';
import type { DrawSource } from './effects';
import { checkOutput } from './output-check';
import type { Frame } from './frame';
import { valueOf } from './run-record';
import { errorSeenBy, isFrameTop, type Attempt, type Scope } from './scope';
import { finalError } from './step-error';
import type { EnginePorts } from './types';

/** What expressions see in one run, what they give, and what of it may be recorded. */
export class RunValues {
  /** A secret was given to a step: from now on whatever is recorded is looked through for it. */
  revealed = false;
  /** What the last evaluation drew; null when nothing. */
  private draws: (number | string)[] | null = null;
  /** Where draws come from; null for the run's own clock and chance. */
  private source: DrawSource | null = null;

  constructor(private readonly ports: EnginePorts) {}

  /** Bindings in the initial variables see `input`, `env`, `run` and `trigger`. */
  resolveVars(frame: Frame): void {
    if (!frame.plan.varsBound) return;
    const roots = { ...frame.common, steps: {}, vars: {} };
    const vars = this.resolve(
      frame,
      frame.plan.workflow.vars,
      roots,
      null,
      textOf(frame),
    ) as JsonObject;
    refuse(checkOutput(vars, 'The initial value of the variables'));
    frame.vars = vars;
  }

  /**
   * Settings for an attempt. Throws when a binding or a setting is wrong. `recorded` are the draws
   * of the same attempt in a recorded run.
   */
  readyConfig(attempt: Attempt, recorded: readonly (number | string)[] = noDraws): ReadyConfig {
    const { config } = attempt.plan;
    if (config.bound === null) {
      return { config: config.parse(config.written), input: { value: config.written } };
    }
    const steps = config.wantsAllSteps ? this.stepsFor(attempt) : attempt.scope.outputs;
    const roots: Record<string, unknown> = this.rootsWith(attempt, steps);
    const { frame } = attempt.scope;
    roots.secrets = frame.plan.secretRefs;
    const source = recorded.length === 0 ? null : givenDraws(recorded);
    const bound = this.resolve(frame, config.bound, roots, source, config.text) as JsonObject;
    const { draws } = this;
    const resolved: JsonObject = { ...config.written, ...bound };
    const shown = config.namesSecrets ? (withReferences(resolved) as JsonObject) : resolved;
    const parsed = config.parse(resolved);
    const input = this.record(shown);
    return draws === null ? { config: parsed, input } : { config: parsed, input, draws };
  }

  /** The settings of an attempt that is done again, as they were recorded. */
  recordedConfig(attempt: Attempt, input: Recorded, edited = false): ReadyConfig {
    const { config } = attempt.plan;
    if (config.fixed !== null && !edited) return config.fixed;
    const resolved = config.namesSecrets ? withSecrets(valueOf(input)) : valueOf(input);
    return { config: config.parse(resolved), input };
  }

  evaluate(
    attempt: Attempt,
    template: JsonValue,
    locals: Readonly<Record<string, JsonValue>>,
    source: DrawSource | null = null,
  ): JsonValue {
    const roots = { ...this.rootsFor(attempt), ...locals };
    return this.resolve(attempt.scope.frame, template, roots, source);
  }

  /** Whether the step's `skipWhen` keeps it from starting. Throws when that cannot be said. */
  isSkipped(attempt: Attempt): boolean {
    const { id, step } = attempt.plan;
    if (step.skipWhen === undefined) return false;
    const value = this.resolve(attempt.scope.frame, step.skipWhen, this.rootsFor(attempt));
    // What is missing is null under some profiles, and a guard that is missing guards nothing.
    if (typeof value === 'boolean' || value === null) return value === true;
    throw finalError({
      code: 'SKIP_WHEN',
      kind: 'user',
      message: `Step "${id}": \`skipWhen\` must give true or false, but gave ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}.`,
      hint: 'Write a comparison, for example {{ input.mode === "test" }}.',
      details: { step: id },
    });
  }

  /** The workflow's `result:`, with bindings; what it drew is in `lastDraws`. */
  evaluateResult(
    template: JsonValue,
    scope: Scope,
    recorded: readonly (number | string)[] = noDraws,
  ): JsonValue {
    const { frame } = scope;
    const roots = { ...frame.common, steps: scope.outputs, vars: frame.vars };
    const source = recorded.length === 0 ? null : givenDraws(recorded);
    const value = this.resolve(frame, template, roots, source, textOf(frame));
    refuse(checkOutput(value, 'The result of the workflow'));
    return value;
  }

  /** What the last evaluation drew; null when nothing. */
  get lastDraws(): readonly (number | string)[] | null {
    return this.draws;
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
    const { common, vars } = scope.frame;
    const roots: Record<string, JsonValue> = { ...common, steps, vars };
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

  private resolve(
    frame: Frame,
    value: JsonValue,
    roots: Readonly<Record<string, unknown>>,
    source: DrawSource | null = null,
    text?: TextPlaces,
  ): JsonValue {
    this.draws = null;
    this.source = source;
    const scope = this.expressionsOf(frame);
    scope.roots = roots;
    // References to secrets can only come from the root `secrets`, which only settings get; there
    // withReferences() takes them out of what is recorded.
    return resolveValue(value, scope, text === undefined ? noOptions : { text }) as JsonValue;
  }

  private expressionsOf(frame: Frame): NonNullable<Frame['expressions']> {
    frame.expressions ??= {
      roots: {},
      missing: frame.plan.workflow.settings.missing,
      now: () => this.draw(() => this.ports.clock.now()),
      random: () => this.draw(() => this.ports.random()),
      uuid: () => this.draw(() => uuidFrom(this.ports.random)),
    };
    return frame.expressions;
  }

  private draw<Value extends number | string>(fresh: () => Value): Value {
    const value = this.source === null ? fresh() : this.source.draw(fresh);
    this.draws ??= [];
    this.draws.push(value);
    return value;
  }
}

/** The names that containers give to their bodies, inner ones first; no name hides a root. */
function addLocals(scope: Scope, roots: Record<string, JsonValue>): void {
  if (scope.body === null || isFrameTop(scope)) return;
  const { parent, locals } = scope.body;
  for (const name in locals) addLocal(roots, name, locals[name]);
  const { loop } = locals;
  if (isJsonObject(loop)) {
    const { aliases } = parent.plan;
    for (const name in aliases) addLocal(roots, name, loop[aliases[name] ?? '']);
  }
  addLocals(parent.scope, roots);
}

function addLocal(
  roots: Record<string, JsonValue>,
  name: string,
  value: JsonValue | undefined,
): void {
  if (value !== undefined && !(name in roots)) roots[name] = value;
}

const noOptions = Object.freeze({});

/** Where values of the workflow itself become text. */
function textOf({ plan }: Frame): TextPlaces | undefined {
  return plan.workflow.profile?.interpolation === 'text' ? textEverywhere : undefined;
}

function refuse(problem: AppErrorData | null): void {
  if (problem !== null) throw finalError(problem);
}

const noDraws: readonly (number | string)[] = Object.freeze([]);

/** These first, then fresh ones. */
function givenDraws(recorded: readonly (number | string)[]): DrawSource {
  let at = 0;
  return {
    draw: <Value extends number | string>(fresh: () => Value): Value => {
      // The same expressions draw in the same order, so the type is the same too.
      const value = recorded[at] as Value | undefined;
      at += 1;
      return value ?? fresh();
    },
  };
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

/** The other way round: references in recorded settings become what runners can reveal. */
function withSecrets(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (!isJsonObject(value)) return value;
  const { $secret: name, $parts: parts } = value;
  if (typeof name === 'string') return new SecretRef(name);
  if (Array.isArray(parts)) return new SecretText(parts.map(secretPart));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSecrets(item)]));
}

function secretPart(part: JsonValue): string | SecretRef {
  const value = withSecrets(part);
  return value instanceof SecretRef ? value : String(value);
}

/** A version 4 UUID from the run's own source of randomness, so that a replay gets the same. */
function uuidFrom(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === 'x' ? digit : (digit % 4) + 8).toString(16);
  });
}
