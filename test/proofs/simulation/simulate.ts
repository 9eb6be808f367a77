import { isDeepStrictEqual } from 'node:util';
import { RunRecord } from '../../../src-main/engine/run-record';
import type { RunEvent } from '../../../src-shared/runs/events';
import { stepRunKey } from '../../../src-shared/runs/scope-path';
import type { Graph, Step } from '../../../src-shared/workflow/model';
import { checkOnce, checkRecord, checkWork, type Started } from './checks';
import { simulatedKinds, type World } from './kinds';
import { Meddler } from './meddle';
import { plotOf, type Plot } from './plot';
import { work, type Task, type Work } from './process';
import { cutName, type CutPoint } from './cut-points';
import { Dice } from './random';

// One seed: a run that never stops, then the same run with crashes between any two of its events,
// then what a person may do with its end.

export interface Simulated {
  readonly seed: number;
  readonly runs: number;
  readonly events: number;
  readonly crashes: number;
  readonly restores: number;
  readonly retries: number;
  readonly replays: number;
  /** What a person at the debugger did. */
  readonly acts: number;
  /** Ends of debugged runs that were compared with those of a process that goes on from the last act. */
  readonly compared: number;
  /** Crashes at the point that was asked for. */
  readonly named: number;
  /** What is wrong, in words. */
  readonly problems: readonly string[];
}

export type Breakage = 'fence' | 'ask' | 'chance' | 'jump' | undefined;

export async function simulate(
  seed: number,
  broken: Breakage,
  at: CutPoint | null = null,
): Promise<Simulated> {
  const simulation = new Simulation(plotOf(seed), broken, at);
  try {
    await simulation.run();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    simulation.problems.push(text);
  }
  return simulation;
}

/** Broken on purpose: what had completed is forgotten when a run goes on. */
export function breakFence(): void {
  const { take } = RunRecord.prototype;
  RunRecord.prototype.take = function forget(this: RunRecord, event: RunEvent): void {
    if (event.type === 'step.completed') this.lastSeq += 1;
    else take.call(this, event);
  };
}

/** Broken on purpose: what a person had set next is forgotten when a run goes on. */
export function breakJumps(): void {
  const { take } = RunRecord.prototype;
  RunRecord.prototype.take = function forget(this: RunRecord, event: RunEvent): void {
    if (event.type === 'scope.jumped') this.lastSeq += 1;
    else take.call(this, event);
  };
}

class Simulation implements Simulated {
  readonly problems: string[] = [];
  runs = 0;
  events = 0;
  crashes = 0;
  restores = 0;
  retries = 0;
  replays = 0;
  acts = 0;
  compared = 0;
  named = 0;
  readonly seed: number;
  private readonly dice: Dice;
  private readonly world: World = { mended: false };
  private readonly task: Task;
  private readonly unsafe: (event: Started) => boolean;

  constructor(
    private readonly plot: Plot,
    private readonly broken: Breakage,
    private readonly at: CutPoint | null,
  ) {
    this.seed = plot.seed;
    this.dice = new Dice(plot.seed + 1_000_003);
    const asks = unsafeSteps(plot.workflow);
    this.unsafe = (event) => asks.has(event.step);
    this.task = {
      plot: broken === 'ask' ? neverAsking(plot) : plot,
      kinds: simulatedKinds(this.world),
      effects: { policy: plot.recorded ? 'record' : 'live' },
      past: null,
      process: 0,
      cancelAt: plot.cancelAt,
    };
  }

  async run(): Promise<void> {
    const calm = await this.check('without a crash', this.task);
    await this.reproduce(calm);
    const last = await this.crash(calm);
    // Where branches race, a runner that was executed again after a crash hears of their ends in another
    // order than the log has them, and a replay cannot know.
    if (this.plot.recorded) await this.replay(this.plot.racy ? calm : last);
    await this.retry(last);
    if (this.broken === undefined || this.broken === 'jump') await this.meddle();
  }

  /** A person at the debugger stops, changes, restarts, jumps; and crashes come on top. */
  private async meddle(): Promise<void> {
    const task = { ...this.task, cancelAt: null, process: 20 };
    const dice = new Dice(this.seed + 2_000_003);
    let log = await this.meddled('while it is debugged', task, new Meddler(dice, 8), dice);
    for (let time = 1; time <= 2; time += 1) {
      const cut = 1 + dice.below(log.length);
      this.crashes += 1;
      const events = JSON.parse(JSON.stringify(log.slice(0, cut))) as RunEvent[];
      const past = { events, reason: 'recovery' } as const;
      const told = `debugged, crash ${time} after event ${cut} of ${log.length}`;
      const next = { ...task, past, process: 20 + time };
      log = await this.meddled(told, next, new Meddler(dice, 3), dice);
    }
  }

  private async meddled(told: string, task: Task, meddler: Meddler, dice: Dice) {
    const done = await work({ ...task, meddler });
    this.runs += 1;
    this.acts += meddler.acts;
    this.events += done.published.length;
    const before = task.past?.events.length ?? 0;
    const problems = [...checkWork(done, before), ...checkRecord(done.log)];
    for (const cut of [before + 1, 1 + dice.below(done.log.length)]) {
      if (cut <= done.log.length) problems.push(...checkRecord(done.log.slice(0, cut)));
    }
    for (const problem of problems) this.problems.push(`${told}: ${problem}`);
    await this.compareEnds(told, task, done, dice);
    return done.log;
  }

  /**
   * A process that has only the log of what a person did (jumps, restarts, skips, changes) brings the run to
   * the same end as the one in which they did it.
   */
  private async compareEnds(told: string, task: Task, done: Work, dice: Dice): Promise<void> {
    const last = done.log.findLastIndex(isAct);
    // Where branches race or lots are drawn, another process may come to another end.
    if (last < 0 || done.state === null || this.plot.racy || this.plot.recorded) return;
    if (isOvertaken(done.log)) return;
    const cut = last + 1 + dice.below(done.log.length - last);
    const events = JSON.parse(JSON.stringify(done.log.slice(0, cut))) as RunEvent[];
    const past = { events, reason: 'recovery' } as const;
    const again = await work({ ...task, past, process: 30, meddler: new Meddler(dice, 0) });
    this.compared += 1;
    this.crashes += 1;
    if (sameEnd(done, again)) return;
    const from = `${told}, then a crash after event ${cut} of ${done.log.length}`;
    this.problems.push(`${from}: ends as ${endOf(again)}, not as ${endOf(done)}`);
  }

  /** The same seed gives the same log. */
  private async reproduce(calm: Work): Promise<void> {
    // A process of its own, but for what is broken on purpose.
    const process = this.broken === 'chance' ? 1 : 0;
    const again = await work({ ...this.task, process });
    if (JSON.stringify(again.log) !== JSON.stringify(calm.log)) {
      this.problems.push('the same seed gave another log');
    }
  }

  /** Up to three processes in a row end anywhere between two events. */
  private async crash(calm: Work): Promise<Work> {
    let last = calm;
    const times = 1 + this.dice.below(3);
    for (let time = 1; time <= times; time += 1) {
      const cut = this.cutIn(last.log);
      this.crashes += 1;
      const events = last.log.slice(0, cut);
      // A person cancels once.
      const task = { ...this.task, cancelAt: null, process: time };
      const told = `crash ${time} after event ${cut} of ${last.log.length} (${cutName(last.log, cut)})`;
      last = await this.goOn(told, task, events, 'recovery');
    }
    // What is recorded draws lots, and every process draws others.
    if (!this.plot.racy && !this.plot.recorded && !sameEnd(calm, last)) {
      this.problems.push(`ends as ${endOf(last)} with crashes, as ${endOf(calm)} without`);
    }
    return last;
  }

  /** How many events are kept: any number, or one at the point that was asked for. */
  private cutIn(log: readonly RunEvent[]): number {
    const { at } = this;
    const cuts =
      at === null ? [] : log.flatMap((_event, index) => (at(log, index + 1) ? [index + 1] : []));
    if (cuts.length === 0) return 1 + this.dice.below(log.length);
    this.named += 1;
    return cuts[this.dice.below(cuts.length)] ?? 1;
  }

  private async goOn(
    told: string,
    task: Task,
    events: readonly RunEvent[],
    reason: 'recovery' | 'retry',
  ): Promise<Work> {
    this.restores += 1;
    // What is read from a disk shares nothing with what was in memory.
    const past = { events: JSON.parse(JSON.stringify(events)) as RunEvent[], reason };
    return this.check(told, { ...task, past });
  }

  private async check(told: string, task: Task): Promise<Work> {
    const done = await work(task);
    this.runs += 1;
    this.events += done.published.length;
    const before = task.past?.events.length ?? 0;
    const problems = [
      ...checkWork(done, before),
      ...checkOnce(done.log, this.unsafe),
      ...checkRecord(done.log),
    ];
    for (const cut of [before + 1, 1 + this.dice.below(done.log.length)]) {
      if (cut <= done.log.length) problems.push(...checkRecord(done.log.slice(0, cut)));
    }
    for (const problem of problems) this.problems.push(`${told}: ${problem}`);
    return done;
  }

  /** A recording gives the same end again, and asks nobody. */
  private async replay({ log, state }: Work): Promise<void> {
    // Of a run that a person or its time limit ended, a replay has nothing to go on with.
    if (state?.status !== 'completed') return;
    this.replays += 1;
    const effects = { policy: 'replay', recording: log } as const;
    const again = await work({ ...this.task, effects, cancelAt: null, process: 9 });
    const got = again.state;
    if (got?.status === 'completed' && isDeepStrictEqual(got.output, state.output)) return;
    const error = got?.error?.message ?? JSON.stringify(got?.output);
    this.problems.push(`the replay ends as ${got?.status ?? 'nothing'}: ${error}`);
  }

  /** What was broken outside is mended: the run goes on where it had failed or was cancelled. */
  private async retry(last: Work): Promise<void> {
    const status = last.state?.status;
    if (status !== 'failed' && status !== 'cancelled') return;
    this.world.mended = true;
    this.retries += 1;
    const task = { ...this.task, cancelAt: null, process: 10 };
    const done = await this.goOn('going on after its end', task, last.log, 'retry');
    // And a crash in the middle of that.
    const cut = last.log.length + 1 + this.dice.below(done.log.length - last.log.length);
    this.crashes += 1;
    const again = { ...task, process: 11 };
    await this.goOn(`then a crash after ${cut}`, again, done.log.slice(0, cut), 'recovery');
  }
}

/** Something that a person at the debugger did, to its end. */
function isAct(event: RunEvent): boolean {
  switch (event.type) {
    case 'scope.jumped':
    case 'step.restarted':
    case 'step.changed':
      return true;
    case 'variable.set':
    case 'step.completed':
      return event.by === 'debugger';
    default:
      return false;
  }
}

/**
 * A jump let two branches loose, and one of them went on while the other stood before a step: that step
 * began with what had been resolved at the stop, and would see more if it began again.
 */
function isOvertaken(log: readonly RunEvent[]): boolean {
  const held = new Set<string>();
  const overtaken = new Set<string>();
  for (const event of log) {
    if (!('path' in event)) continue;
    const key = stepRunKey(event.path, event.step);
    switch (event.type) {
      case 'run.paused':
        if (event.place === 'before') held.add(key);
        break;
      case 'step.started':
        if (overtaken.has(key)) return true;
        held.delete(key);
        break;
      case 'step.completed':
      case 'step.failed':
        held.delete(key);
        for (const other of held) overtaken.add(other);
    }
  }
  return false;
}

function sameEnd(one: Work, other: Work): boolean {
  if (one.state?.status !== other.state?.status) return false;
  return isDeepStrictEqual(one.state?.output, other.state?.output);
}

function endOf({ state }: Work): string {
  return `${state?.status ?? 'nothing'} ${JSON.stringify(state?.output ?? state?.error ?? null)}`;
}

/** Steps of which a person is asked after a crash. */
function unsafeSteps(graph: Graph, found = new Set<string>()): ReadonlySet<string> {
  for (const step of graph.steps.values()) {
    if (asks(step)) found.add(step.id);
    if (step.body !== undefined) unsafeSteps(step.body, found);
  }
  return found;
}

function asks({ kind, config, onInterrupt }: Step): boolean {
  if (kind !== 'work' && kind !== 'ask') return false;
  if (onInterrupt !== undefined) return onInterrupt === 'ask';
  return config['effects'] === 'unsafe';
}

/** Broken on purpose: unsafe steps are done again like any other. */
function neverAsking(plot: Plot): Plot {
  return { ...plot, workflow: { ...plot.workflow, ...withoutAsking(plot.workflow) } };
}

function withoutAsking(graph: Graph): Graph {
  const steps = [...graph.steps].map(([id, step]): [string, Step] => [
    id,
    {
      ...step,
      onInterrupt: 'retry',
      ...(step.body !== undefined && { body: withoutAsking(step.body) }),
    },
  ]);
  return { ...graph, steps: new Map(steps) };
}
