import type { AppErrorData } from '@shared/errors/app-error';
import type { RunState } from '@shared/runs/state';
import { BodyWork } from './body-work';
import { Calls } from './calls';
import { Decisions } from './decisions';
import { effectsWork, type ChosenEffects } from './effects-policy';
import type { EventLog } from './event-log';
import type { RunFacts } from './frame';
import { Gates, type GatesOwner } from './gates/gates';
import { HeldWork } from './gates/held-work';
import { Jumps } from './gates/jumps';
import { Overrides } from './gates/overrides';
import { RecallWork } from './recall-work';
import { RunValues } from './run-values';
import { RunnerServices, type RunLoop } from './runner-services';
import { standsStill, type Scope } from './scope';
import { ScopeWork, type ScopeWorkOwner } from './scope-work';
import { StepEnds } from './step-ends';
import { StepWork } from './step-work';
import { Turns } from './turns';
import type { EnginePorts } from './types';
import { Waits } from './waits';

export interface RunPartsOwner extends ScopeWorkOwner, GatesOwner {
  /** The run's own graph. */
  readonly top: Scope;
  state(): RunState;
  /** A policy cannot go on. */
  stopRun(error: AppErrorData, step?: string): void;
}

/** Everything that works at one run, each part introduced to those it needs. */
export class RunParts implements RunLoop {
  readonly values: RunValues;
  readonly scopes: ScopeWork;
  readonly bodies: BodyWork;
  readonly turns: Turns;
  readonly steps: StepWork;
  readonly waits: Waits;
  readonly overrides: Overrides;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;
  private readonly ends: StepEnds;
  private readonly services: RunnerServices;
  private madeDecisions: Decisions | null = null;

  constructor(
    private readonly ports: EnginePorts,
    private readonly events: EventLog,
    effects: ChosenEffects,
    facts: RunFacts,
    concurrency: number,
    private readonly owner: RunPartsOwner,
  ) {
    const values = new RunValues(ports);
    const scopes = new ScopeWork(events, values, owner);
    const bodies = new BodyWork(events, values, new Calls(ports.kinds, facts), scopes);
    const turns = new Turns(ports.clock, events, concurrency, scopes);
    const ends = new StepEnds(ports, events, values, scopes);
    const steps = new StepWork(ports, events, values, ends);
    const waits = new Waits(ports.clock, events, values);
    this.values = values;
    this.scopes = scopes;
    this.bodies = bodies;
    this.turns = turns;
    this.ends = ends;
    this.steps = steps;
    this.waits = waits;
    this.overrides = new Overrides(ports.kinds);
    const { policy } = effects.choice;
    this.services = new RunnerServices(ports, events, values, this, policy, facts.run);
    scopes.steps = steps;
    scopes.bodies = bodies;
    scopes.turns = turns;
    scopes.waits = waits;
    bodies.turns = turns;
    ends.bodies = bodies;
    ends.turns = turns;
    ends.waits = waits;
    steps.turns = turns;
    steps.services = this.services;
    steps.asker = { ask: (attempt, asked) => this.decisions.ask(attempt, asked) };
    waits.turns = turns;
    waits.limits = ends.limits;
    if (policy !== 'live') this.obey(effects);
  }

  /** Made when first needed: most runs are never interrupted. */
  get decisions(): Decisions {
    this.madeDecisions ??= new Decisions(this.events, this.values, this.ends, this.turns);
    return this.madeDecisions;
  }

  /** Nobody pays for gates before there is a debugger, or something that it left. */
  openGates(): Gates {
    if (this.gates !== null) return this.gates;
    const { events, values, turns, ends, steps, scopes, waits, owner } = this;
    const gates = new Gates(events, values, turns, this.overrides, () => owner.top, owner);
    const jumps = new Jumps(events, scopes, steps, () => owner.state());
    gates.work = new HeldWork(events, values, turns, ends, scopes, waits, gates, jumps);
    this.gates = gates;
    this.ends.gates = gates;
    this.steps.gates = gates;
    this.scopes.gates = gates;
    this.bodies.gates = gates;
    this.waits.gates = gates;
    this.services.gates = gates;
    return gates;
  }

  /** The run goes on where its log ends. */
  recall(): void {
    const { events, scopes, steps, turns, decisions, gates } = this;
    scopes.recall = new RecallWork(events, scopes, steps, turns, decisions, gates);
  }

  private obey(effects: ChosenEffects): void {
    const { turns, steps, scopes, services, owner } = this;
    const policy = effectsWork(effects, {
      events: this.events,
      values: this.values,
      clock: this.ports.clock,
      release: (attempt) => {
        turns.release(attempt);
        turns.pumpSoon();
      },
      execute: (attempt) => turns.take(() => steps.execute(attempt)),
      callOff: (attempt) => turns.take(() => scopes.callOff(attempt)),
      standsStill: (hanging) => standsStill(owner.top, hanging),
      send: () => turns.pumpSoon(),
      setVariable: (attempt, name, value) => services.setVariable(attempt, name, value),
      stopRun: (error, step) => owner.stopRun(error, step),
    });
    services.policy = policy;
    steps.effects = policy;
    this.ends.effects = policy;
    scopes.effects = policy;
    this.waits.effects = policy;
  }
}
