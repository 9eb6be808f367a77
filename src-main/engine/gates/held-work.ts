import type { JsonValue } from '@shared/lib/json';
import { unnumbered, type EventLog } from '../event-log';
import { checkOutput } from '../output-check';
import type { RunValues } from '../run-values';
import { Attempt, isFirst } from '../scope';
import type { ScopeWork } from '../scope-work';
import { finalError } from '../step-error';
import { unready } from '../step-start';
import type { StepEnds } from '../step-ends';
import type { Turns } from '../turns';
import type { Waits } from '../waits';
import type { HeldAction, HeldEdit } from './debug-port';
import type { Gates, GateWork } from './gates';
import type { Hold } from './hold';
import type { Jumps } from './jumps';
import { notHere } from './stop-errors';

type Action<Type extends HeldAction['type']> = Extract<HeldAction, { readonly type: Type }>;

/** What a step that stands still does next, at each place where it may stand. */
export class HeldWork implements GateWork {
  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly turns: Turns,
    private readonly ends: StepEnds,
    private readonly scopes: ScopeWork,
    private readonly waits: Waits,
    private readonly gates: Gates,
    private readonly jumps: Jumps,
  ) {}

  /** It begins to stand. */
  stand({ attempt, place }: Hold): void {
    if (place === 'before' || place === 'error') attempt.state = 'paused';
    if (place === 'line') this.ends.limits.stop(attempt);
  }

  /** Throws when it cannot be done there. */
  check({ attempt }: Hold, action: HeldAction): void {
    const { plan } = attempt;
    switch (action.type) {
      case 'go':
        return;
      case 'skip':
        refuse(checkOutput(action.output, `The output for step "${plan.id}"`));
        for (const port of action.taken ?? []) {
          if (plan.outputs.includes(port)) continue;
          const why = `it has no port "${port}"`;
          throw notHere(plan.id, 'To skip', why, `Its ports are ${plan.outputs.join(', ')}.`);
        }
        return;
      case 'restart':
        if (action.config !== undefined) this.checkConfig(attempt, action.config);
        return;
      case 'jump':
        this.jumps.check(attempt, action.to);
    }
  }

  act(hold: Hold, action: HeldAction): void {
    switch (action.type) {
      case 'go':
        this.gates.release(hold, action.how);
        this.goOn(hold);
        return;
      case 'skip':
        this.skip(hold, action);
        return;
      case 'restart':
        this.restart(hold, action);
        return;
      case 'jump':
        this.gates.release(hold, 'goto');
        this.jumps.jump(hold, action.to, action.again);
    }
  }

  /** Throws when it cannot be changed there; gives what changes it. */
  edit(hold: Hold, edit: HeldEdit): () => void {
    const { attempt, place } = hold;
    const { id } = attempt.plan;
    switch (edit.type) {
      case 'variable': {
        refuse(checkOutput(edit.value, `The value of the variable "${edit.name}"`));
        return () => this.setVariable(attempt, edit.name, edit.value);
      }
      case 'output': {
        if (place !== 'after' && place !== 'wire') {
          const hint = 'Skip the step with an output, or change it after the step.';
          throw notHere(id, 'To change the output', 'it has not given one', hint);
        }
        refuse(checkOutput(edit.value, `The output of step "${id}"`));
        return () => this.setOutput(attempt, edit.value);
      }
      case 'input': {
        if (place !== 'before') {
          const hint = 'Restart the step, then change what it starts with.';
          throw notHere(id, 'To change the input', 'it has started already', hint);
        }
        refuse(checkOutput(edit.value, `The settings of step "${id}"`));
        return this.setInput(attempt, edit.value);
      }
    }
  }

  /** Its code goes on: with a slot of its own again. */
  goOnInCode({ attempt, resume }: Hold, wakes: boolean): void {
    if (attempt.state !== 'running') return;
    attempt.state = 'resuming';
    attempt.goOn = () => {
      attempt.state = 'running';
      this.ends.limits.start(attempt);
      if (wakes) resume?.();
    };
    this.turns.request(attempt);
  }

  private goOn(hold: Hold): void {
    const { attempt } = hold;
    switch (hold.place) {
      case 'before':
        if (attempt.scope.failure !== null && isFirst(attempt)) this.scopes.callOff(attempt);
        else this.queue(attempt);
        return;
      case 'after':
      case 'wire':
        this.scopes.settleOn(attempt);
        return;
      case 'error':
        this.ends.conclude(attempt);
        return;
      case 'wait':
        if (hold.isDue) this.waits.wakeNow(attempt);
        return;
      case 'line':
        this.goOnInCode(hold, true);
    }
  }

  private queue(attempt: Attempt): void {
    attempt.state = 'queued';
    attempt.announced = true;
    this.turns.request(attempt);
  }

  private skip(hold: Hold, { output, taken }: Action<'skip'>): void {
    const { attempt, place } = hold;
    this.gates.release(hold, 'skip');
    if (place === 'after' || place === 'wire') {
      this.setOutput(attempt, output);
      this.scopes.settleOn(attempt);
      return;
    }
    this.stopWork(hold, 'a person gave its output');
    attempt.guards?.end('abandoned');
    const as = { attempt: attempt.number, by: 'debugger' } as const;
    this.ends.complete(attempt, this.values.safe(output), taken ?? attempt.plan.outputs, as);
  }

  private restart(hold: Hold, { config, again }: Action<'restart'>): void {
    const { attempt, place } = hold;
    const { scope } = attempt;
    this.gates.release(hold, 'restart');
    this.stopWork(hold, 'it is done again');
    attempt.guards?.end('abandoned');
    const begun = place !== 'before' || attempt.prepared?.again !== null;
    if (config !== undefined) this.override(attempt, config);
    if (begun) this.jumps.takeBack(scope, [attempt.plan], again);
    const input = begun && config === undefined ? attempt.input : null;
    const number = begun ? attempt.number + 1 : attempt.number;
    const paid = this.ends.costs.of(attempt);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.restarted',
      step: attempt.plan.id,
      path: scope.path,
      attempt: number,
      ...(input !== null && { input }),
      ...(again === 'live' && { live: true }),
      ...paid,
    });
    const next = new Attempt(attempt.owner, scope, this.gates.planOf(scope, attempt.plan), number);
    next.branch = hold.branch;
    const given = input === null ? null : { input, edited: true as const };
    next.past = { base: number - 1, record: null, bodies: null, waits: 0, given, anew: false };
    next.stopAt = { place: 'before', request: { reason: 'restart' } };
    attempt.state = 'over';
    scope.open.delete(attempt);
    scope.open.add(next);
    this.queue(next);
  }

  /** Whatever is still at work for it ends. */
  private stopWork(hold: Hold, reason: string): void {
    if (hold.place === 'wait' || hold.place === 'line') {
      this.ends.giveUp(hold.attempt, reason);
    }
  }

  private override(attempt: Attempt, config: NonNullable<Action<'restart'>['config']>): void {
    const { scope, plan } = attempt;
    this.gates.changed.set(scope.frame.hash, plan.id, config);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.overridden',
      step: plan.id,
      path: scope.path,
      config,
      workflow: scope.frame.hash,
    });
  }

  private checkConfig(attempt: Attempt, config: NonNullable<Action<'restart'>['config']>): void {
    const plan = this.gates.changed.changed(attempt.scope.frame, attempt.plan, config);
    // Settings without bindings can be checked now; others when they are resolved.
    if (plan.config.bound === null && plan.config.fixed === null) plan.config.parse(config);
  }

  private setVariable(attempt: Attempt, name: string, value: JsonValue): void {
    const { frame, path } = attempt.scope;
    frame.vars = { ...frame.vars, [name]: value };
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'variable.set',
      step: attempt.plan.id,
      path,
      name,
      value: { value },
      ...(frame.outer !== null && { frame: frame.pathLength }),
      by: 'debugger',
    });
  }

  private setOutput(attempt: Attempt, value: JsonValue): void {
    if (attempt.ending !== null) attempt.ending = { ...attempt.ending, output: value };
    this.addChanged(attempt, 'output', value);
  }

  private setInput(attempt: Attempt, value: JsonValue): () => void {
    const { prepared, plan } = attempt;
    const standsIn = prepared?.ready === null && prepared !== unready;
    if (prepared === null || standsIn) {
      const hint = 'Take the pin away, or change what the step gives.';
      throw notHere(
        plan.id,
        'To change the input',
        'it does not run: something stands in for it',
        hint,
      );
    }
    const ready = this.values.recordedConfig(attempt, { value }, true);
    return () => {
      attempt.prepared = { ...prepared, ready: { ...ready, edited: true } };
      this.addChanged(attempt, 'input', value);
    };
  }

  private addChanged(attempt: Attempt, what: 'input' | 'output', value: JsonValue): void {
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.changed',
      step: attempt.plan.id,
      path: attempt.scope.path,
      what,
      value: { value },
    });
  }
}

function refuse(problem: ReturnType<typeof checkOutput>): void {
  if (problem !== null) throw finalError(problem);
}
