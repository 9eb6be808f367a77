import type { CodeDebugHook } from '@shared/debug/code-target';
import type { ResolvedValue } from '@shared/expressions/types';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { EffectsPolicy, LogLevel } from '@shared/runs/events';
import type { Attempt } from './scope';
import type {
  BodyOptions,
  BodyOutcome,
  BodySection,
  CallRequest,
  Clock,
  StepContext,
  WaitAnswer,
  WaitRequest,
} from './types';

/** What the run does for a runner. Every call names the attempt, so that a late one is told apart. */
export interface AttemptServices {
  readonly runId: string;
  readonly effects: EffectsPolicy;
  clockOf(attempt: Attempt): Clock;
  random(attempt: Attempt): number;
  rootsFor(attempt: Attempt): JsonObject;
  log(attempt: Attempt, level: LogLevel, message: string, data?: JsonValue, line?: number): void;
  progress(attempt: Attempt, done: number, total: number | null, message: string): void;
  setVariable(attempt: Attempt, name: string, value: JsonValue): void;
  evaluate(
    attempt: Attempt,
    template: JsonValue,
    locals: Readonly<Record<string, JsonValue>>,
  ): JsonValue;
  reveal(attempt: Attempt, value: ResolvedValue): Promise<string>;
  waitUntil(attempt: Attempt, time: number, reason: string): Promise<void>;
  waitFor(attempt: Attempt, request: WaitRequest): Promise<WaitAnswer>;
  effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response>;
  runBody(
    attempt: Attempt,
    iteration: number,
    locals: Readonly<Record<string, JsonValue>>,
    options?: BodyOptions,
  ): Promise<BodyOutcome>;
  callWorkflow(attempt: Attempt, iteration: number, request: CallRequest): Promise<BodyOutcome>;
  signal(attempt: Attempt): AbortSignal;
  debug(attempt: Attempt): CodeDebugHook | null;
}

/**
 * The context of one attempt. Its members are getters that bind when asked for: a runner may take
 * the context apart, and most runners use two or three of them, so making all in advance would
 * cost more than a small step's own work.
 */
export class AttemptContext implements StepContext {
  constructor(
    private readonly services: AttemptServices,
    private readonly attemptData: Attempt,
  ) {}

  get config(): unknown {
    return this.attemptData.config;
  }

  get signal(): AbortSignal {
    return this.services.signal(this.attemptData);
  }

  get attempt(): number {
    return this.attemptData.number;
  }

  get idempotencyKey(): string {
    return this.attemptData.key;
  }

  get step(): StepContext['step'] {
    const { step } = this.attemptData.plan;
    return { id: step.id, title: step.title ?? step.id };
  }

  get run(): StepContext['run'] {
    const { plan, folder, restricted } = this.attemptData.scope.frame;
    const { runId: id, effects } = this.services;
    return { id, workflow: plan.workflow.name, folder, restricted, effects };
  }

  get debug(): CodeDebugHook | null {
    return this.services.debug(this.attemptData);
  }

  get clock(): Clock {
    return this.services.clockOf(this.attemptData);
  }

  get roots(): JsonObject {
    return this.services.rootsFor(this.attemptData);
  }

  get random(): StepContext['random'] {
    const { services, attemptData } = this;
    return () => services.random(attemptData);
  }

  get log(): StepContext['log'] {
    const { services, attemptData } = this;
    return (level, message, data, line) => services.log(attemptData, level, message, data, line);
  }

  get progress(): StepContext['progress'] {
    const { services, attemptData } = this;
    return (done, total, message) => services.progress(attemptData, done, total, message);
  }

  get setVariable(): StepContext['setVariable'] {
    const { services, attemptData } = this;
    return (name, value) => services.setVariable(attemptData, name, value);
  }

  get evaluate(): StepContext['evaluate'] {
    const { services, attemptData } = this;
    return (template, locals) => services.evaluate(attemptData, template, locals);
  }

  get reveal(): StepContext['reveal'] {
    const { services, attemptData } = this;
    return (value) => services.reveal(attemptData, value);
  }

  get waitUntil(): StepContext['waitUntil'] {
    const { services, attemptData } = this;
    return (time, reason) => services.waitUntil(attemptData, time, reason);
  }

  get waitFor(): StepContext['waitFor'] {
    const { services, attemptData } = this;
    return (request) => services.waitFor(attemptData, request);
  }

  get effect(): StepContext['effect'] {
    const { services, attemptData } = this;
    return (name, request, perform) => services.effect(attemptData, name, request, perform);
  }

  get hasBegun(): StepContext['hasBegun'] {
    const { past } = this.attemptData;
    return (iteration) => past?.bodies?.has(iteration) ?? false;
  }

  get sections(): readonly BodySection[] {
    return this.attemptData.plan.body?.entries ?? [];
  }

  get callWorkflow(): StepContext['callWorkflow'] {
    const { services, attemptData } = this;
    return (iteration, request) => services.callWorkflow(attemptData, iteration, request);
  }

  get runBody(): StepContext['runBody'] {
    const { services, attemptData } = this;
    return (iteration, locals, options) =>
      services.runBody(attemptData, iteration, locals, options);
  }
}
