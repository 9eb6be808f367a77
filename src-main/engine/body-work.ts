import type { JsonValue } from '@shared/lib/json';
import type { Calls, OpenedCall } from './calls';
import { unnumbered, type EventLog } from './event-log';
import type { Gates } from './gates/gates';
import type { GraphPlan } from './plan';
import type { RunValues } from './run-values';
import { Scope, type Attempt, type ExecutionOwner } from './scope';
import { callOutcome } from './scope-outcome';
import { noSuchBody, stepEnded } from './step-failure';
import type { ScopeRecord } from './step-record';
import type { Turns } from './turns';
import type { BodyOptions, BodyOutcome, CallRequest } from './types';

/** What carries a graph out once it is open. */
export interface BodyOwner extends ExecutionOwner {
  begin(scope: Scope): void;
  /** Goes on with a graph where its log ends. */
  takeUp(scope: Scope, record: ScopeRecord): void;
  /** Ends everything that is under way in a scope. */
  cancelScope(scope: Scope, reason: string): void;
}

interface OpenRequest {
  readonly iteration: number;
  readonly locals: Readonly<Record<string, JsonValue>>;
  readonly section: string | null;
  readonly graph: GraphPlan;
  /** What an earlier body gave, where this one sees it. */
  readonly seen: Readonly<Record<string, JsonValue>> | null;
  /** The workflow that is called; null for a graph of the workflow around it. */
  readonly call: OpenedCall | null;
}

/**
 * Graphs inside a step: the bodies of containers and the workflows that are called. Opens them, records
 * their start and their end, and tells the runner around them how they ended.
 */
export class BodyWork {
  turns!: Turns;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;

  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly calls: Calls,
    private readonly scopes: BodyOwner,
  ) {}

  run(
    attempt: Attempt,
    iteration: number,
    locals: Readonly<Record<string, JsonValue>>,
    options: BodyOptions = {},
  ): Promise<BodyOutcome> {
    const { plan } = attempt;
    if (plan.body === null)
      return Promise.resolve({ status: 'completed', output: null, completedSteps: [] });
    const { section = null, sees } = options;
    const graph = section === null ? plan.body.main : plan.body.sections.get(section);
    if (graph === undefined) return Promise.reject(noSuchBody(plan.id, section ?? ''));
    const seen = sees === undefined ? null : (attempt.seen?.get(sees) ?? null);
    return this.open(attempt, { iteration, locals, section, graph, seen, call: null });
  }

  async call(attempt: Attempt, iteration: number, request: CallRequest): Promise<BodyOutcome> {
    const record = attempt.past?.bodies?.get(iteration) ?? null;
    const known = record === null ? null : callOutcome(record);
    if (known !== null) return known;
    const call = await this.calls.open(attempt, request, record);
    // Between its loading and now the step may have been ended, and the run with it.
    if (!attempt.live) throw stepEnded(attempt.plan.id, 'it can call no workflow any more');
    const { plan } = call.frame;
    if (record?.vars) call.frame.vars = record.vars;
    else this.values.resolveVars(call.frame);
    this.gates?.called(call.loaded.workflow, call.loaded.ref.hash);
    return this.open(attempt, {
      iteration,
      locals: {},
      section: null,
      graph: plan.graph,
      seen: null,
      call,
    });
  }

  private open(attempt: Attempt, request: OpenRequest): Promise<BodyOutcome> {
    const { iteration, locals, section, call } = request;
    const step = attempt.plan.id;
    const path = [...attempt.scope.path, { step, iteration }];
    const frame = call?.frame ?? null;
    const outcome = new Promise<BodyOutcome>((resolve, reject) => {
      const body = { parent: attempt, iteration, locals, section, frame, resolve, reject };
      const around = frame ?? attempt.scope.frame;
      const scope = new Scope(this.scopes, request.graph, path, body, around, request.seen);
      this.gates?.lines.bodyOpened(attempt, scope);
      attempt.bodies ??= new Set();
      attempt.bodies.add(scope);
      const record = attempt.past?.bodies?.get(iteration) ?? null;
      if (record !== null && !record.again) {
        this.scopes.takeUp(scope, record);
        return;
      }
      this.events.add({
        run: this.events.run,
        seq: unnumbered,
        time: this.events.time(),
        type: 'scope.started',
        step,
        path: attempt.scope.path,
        iteration,
        locals: this.values.record(locals),
        ...(section !== null && { section }),
        ...(call !== null && {
          workflow: { ...call.loaded.ref, folder: call.loaded.folder },
          input: this.values.record(call.frame.common.input ?? null),
          vars: call.frame.vars,
        }),
      });
      if (record === null) this.scopes.begin(scope);
      else this.scopes.takeUp(scope, record);
    });
    // A runner that has ended does not look at its bodies any more.
    outcome.catch(() => undefined);
    this.turns.pump();
    return outcome;
  }

  /** Its end is kept: its container hears of it. */
  kept(scope: Scope): void {
    const { body, outcome } = scope;
    if (body === null || outcome === null) return;
    const { parent } = body;
    parent.bodies?.delete(scope);
    // A section that runs later may see what this body gave; without sections nobody will ask.
    if (parent.plan.body !== null && parent.plan.body.sections.size > 0) {
      parent.seen ??= new Map();
      parent.seen.set(body.iteration, scope.outputs);
    }
    body.resolve(outcome);
  }

  /** Ends those that an attempt has left open. */
  cancel(attempt: Attempt, reason: string): void {
    for (const scope of attempt.bodies ?? []) {
      if (scope.ended) continue;
      this.scopes.cancelScope(scope, reason);
      this.recordEnd(scope, 'cancelled');
      scope.body?.reject(stepEnded(attempt.plan.id, reason));
    }
    attempt.bodies = null;
  }

  /** Of a called workflow it records what came out: its `result:` may see what is gone later. */
  recordEnd(
    scope: Scope,
    outcome: BodyOutcome['status'] | 'cancelled',
    call: BodyOutcome | null = null,
  ): void {
    if (scope.body === null) return;
    const { parent, iteration } = scope.body;
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'scope.completed',
      step: parent.plan.id,
      path: parent.scope.path,
      iteration,
      outcome,
      ...(call?.status === 'completed' && { output: this.values.record(call.output) }),
      ...(call?.error !== undefined && { error: this.values.safeError(call.error) }),
    });
  }
}
