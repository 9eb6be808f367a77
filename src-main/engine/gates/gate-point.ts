import type { AppErrorData } from '@shared/errors/app-error';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { StopPlace } from '@shared/runs/debug-events';
import type { Recorded } from '@shared/runs/recorded';
import { scopeKey, type ScopePath } from '@shared/runs/scope-path';
import { failingAround, wouldHandle } from '../failure-ending';
import type { RunValues } from '../run-values';
import { isFrameTop, type Attempt, type Scope } from '../scope';
import type { GatePoint, StepPlace } from './debug-port';

export interface PointDetails {
  readonly input?: Recorded | null;
  readonly edge?: string;
  readonly error?: AppErrorData;
  readonly handled?: boolean;
}

/** A gate that an attempt has come to, as the debugger sees it. */
export class AttemptPoint implements GatePoint {
  constructor(
    readonly place: StopPlace,
    readonly source: Attempt,
    readonly branch: number,
    private readonly values: RunValues,
    private readonly details: PointDetails = noDetails,
  ) {}

  get step(): string {
    return this.source.plan.id;
  }

  get title(): string {
    return this.source.plan.step.title ?? this.source.plan.id;
  }

  get kind(): string {
    return this.source.plan.step.kind;
  }

  get path(): ScopePath {
    return this.source.scope.path;
  }

  get attempt(): number {
    return this.source.number;
  }

  get workflow(): ContentHash {
    return this.source.scope.frame.hash;
  }

  get frame(): string {
    return scopeKey(frameTop(this.source.scope).path);
  }

  get input(): Recorded | null {
    return this.details.input ?? null;
  }

  get output(): JsonValue | undefined {
    return this.source.ending?.output;
  }

  get edge(): string | null {
    return this.details.edge ?? null;
  }

  get error(): AppErrorData | null {
    return this.details.error ?? null;
  }

  get handled(): boolean {
    return this.details.handled ?? false;
  }

  handles(error: AppErrorData): boolean {
    return wouldHandle(this.source, error);
  }

  failsAround(error: AppErrorData): readonly StepPlace[] {
    return failingAround(this.source, error).map(({ plan, scope }) => ({
      step: plan.id,
      path: scope.path,
    }));
  }

  get isLast(): boolean {
    const { plan, ending } = this.source;
    return !plan.outgoing.some(({ fromPort }) => ending?.taken.includes(fromPort) ?? false);
  }

  get hasCode(): boolean {
    return this.source.plan.hasCode;
  }

  get iteration(): number | null {
    for (let { body } = this.source.scope; body !== null; { body } = body.parent.scope) {
      if (body.locals['loop'] !== undefined) return body.iteration;
    }
    return null;
  }

  get vars(): JsonObject {
    return this.source.scope.frame.vars;
  }

  evaluate(template: JsonValue, locals: Readonly<Record<string, JsonValue>> = {}): JsonValue {
    const { output } = this;
    if (output === undefined) return this.values.evaluate(this.source, template, locals);
    const steps = { ...this.source.scope.outputs, [this.step]: output };
    return this.values.evaluate(this.source, template, { steps, ...locals });
  }
}

const noDetails: PointDetails = Object.freeze({});

function frameTop(scope: Scope): Scope {
  let top = scope;
  while (!isFrameTop(top) && top.body !== null) top = top.body.parent.scope;
  return top;
}
