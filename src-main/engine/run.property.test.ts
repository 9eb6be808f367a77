import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import {
  plotKinds,
  plotWorkflow,
  runPlot,
  SlowJournal,
  type RunPlot,
} from '../../test/helpers/random-workflow';
import { restoreWorkflow } from '../../test/helpers/restore-run';
import { fakeHash, seededRandom, testPorts } from '../../test/helpers/run-workflow';
import { edgeState } from '@shared/runs/edge-state';
import type { RunEvent } from '@shared/runs/events';
import { scopeKey, stepRunKey } from '@shared/runs/scope-path';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import type { Graph, Workflow } from '@shared/workflow/model';
import { MemoryJournal } from './memory-journal';
import { startRun } from './start-run';
import type { RunHandle } from './types';

interface Played {
  readonly workflow: Workflow;
  readonly state: RunState;
  readonly kept: readonly RunEvent[];
  readonly published: readonly RunEvent[];
}

async function play(plot: RunPlot): Promise<Played> {
  const clock = new FakeClock();
  const journal =
    plot.journalDelay < 0 ? new MemoryJournal() : new SlowJournal(clock, plot.journalDelay);
  const workflow = plotWorkflow(plot);
  const published: RunEvent[] = [];
  const ports = testPorts(plotKinds, {
    clock,
    journal,
    random: seededRandom(plot.seed),
    onEvents: (events) => published.push(...events),
  });
  const handle = startRun(ports, {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: null,
    startedBy: 'test',
  });
  if (plot.cancelAt >= 0) {
    clock.schedule(plot.cancelAt, () => void handle.cancel('the plot says so'));
  }
  let state: RunState | null = null;
  void handle.done.then((final) => (state = final));
  await clock.advance(100_000);
  if (state === null) throw new Error(`The run has not ended: ${describeEvents(published)}`);
  return { workflow, state, kept: journal.events, published };
}

function describeEvents(events: readonly RunEvent[]): string {
  return events
    .map((event) => ('step' in event ? `${event.type} ${event.step}` : event.type))
    .join(', ');
}

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 300) };

describe('every run of every workflow', () => {
  it('ends, with its events numbered without gaps, kept before they are published, and a state that is their fold', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { state, kept, published } = await play(plot);
        expect(['completed', 'failed', 'cancelled']).toContain(state.status);
        expect(published.map((event) => event.seq)).toEqual(published.map((_, at) => at + 1));
        expect(published).toEqual(kept);
        expect(foldRun(kept)).toEqual(state);
        expect(published.at(-1)?.type).toBe(`run.${state.status}`);
      }),
      runs,
    );
  });

  it('brings each step run to exactly one end, and nothing follows it', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { state, published } = await play(plot);
        const ended = new Set<string>();
        const seen = new Set<string>();
        for (const event of published) {
          if (!event.type.startsWith('step.') || !('path' in event)) continue;
          const key = stepRunKey(event.path, event.step);
          seen.add(key);
          expect(ended.has(key), `${event.type} after the end of ${key}`).toBe(false);
          if (isEnd(event)) ended.add(key);
        }
        expect([...seen].filter((key) => !ended.has(key))).toEqual([]);
        if (state.status !== 'completed') return;
        expect([...plotWorkflow(plot).steps.keys()].filter((id) => !ended.has(id))).toEqual([]);
      }),
      runs,
    );
  });

  it('never has more steps at work than its concurrency', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { published } = await play(plot);
        const working = new Set<string>();
        for (const event of published) {
          if (!event.type.startsWith('step.') || !('path' in event)) continue;
          if (kindOf(plot, event.step) === 'container') continue;
          const key = stepRunKey(event.path, event.step);
          if (event.type === 'step.started' || event.type === 'step.resumed') working.add(key);
          else if (event.type !== 'step.logged' && event.type !== 'step.queued')
            working.delete(key);
          expect(working.size).toBeLessThanOrEqual(plot.concurrency);
        }
      }),
      runs,
    );
  });

  it('starts and skips steps as their joins and edges say', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { workflow, state, published } = await play(plot);
        for (const event of published) {
          if (event.type !== 'step.started' && event.type !== 'step.skipped') continue;
          const container = event.path.at(-1);
          const graph = container ? bodyOf(workflow, container.step) : workflow;
          const step = graph.steps.get(event.step);
          const incoming = graph.edges.filter((edge) => edge.to === event.step);
          const before = foldRun(published.slice(0, event.seq - 1));
          const states = incoming.map((edge) => edgeState(before, event.path, edge));
          expect(states).not.toContain('pending');
          const taken = states.filter((edge) => edge !== 'dead').length;
          const runs =
            incoming.length === 0 ||
            step?.join === 'settled' ||
            (step?.join === 'all' ? taken === incoming.length : taken > 0);
          const started = event.type === 'step.started' || event.reason === 'disabled';
          expect(started).toBe(runs);
        }
        if (state.status !== 'completed') return;
        expect(workflow.edges.map((edge) => edgeState(state, [], edge))).not.toContain('pending');
      }),
      { numRuns: Math.ceil(runs.numRuns / 3) },
    );
  });

  it('starts nothing new in a graph in which a step has failed it, nor after its end', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { published } = await play(plot);
        const closed = new Set<string>();
        for (const event of published) {
          if (!('path' in event)) continue;
          const scope = scopeKey(event.path);
          if (event.type === 'step.started' && event.attempt === 1) {
            expect(closed.has(scope), `${event.step} in ${scope}`).toBe(false);
          }
          if (event.type === 'step.failed' && event.handled === 'fail') closed.add(scope);
          if (event.type === 'scope.completed') {
            closed.add(scopeKey([...event.path, { step: event.step, iteration: event.iteration }]));
          }
        }
      }),
      runs,
    );
  });

  it('goes on from any part of its log: nothing that had ended well starts again, and it comes to an end', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, fc.nat(), async (plot, cut) => {
        const { workflow, kept } = await play(plot);
        const before = kept.slice(0, 1 + (cut % kept.length));
        const run = restoreWorkflow(workflow, plotKinds, before, {
          random: seededRandom(plot.seed + 1),
        });
        let state: RunState | null = null;
        void run.handle.done.then((final) => (state = final));
        await run.clock.advance(10_000);
        // A person says of each unsafe step that was cut off that it is to be done again.
        while (state === null && (await decideFirst(run.handle))) await run.clock.advance(10_000);
        const log = run.log();
        expect(state).toEqual(foldRun(log));
        expect(log.map((event) => event.seq)).toEqual(log.map((_, at) => at + 1));
        expect(startedAfterItsEnd(log)).toEqual([]);
      }),
      runs,
    );
  });

  it('is the same again for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        expect((await play(plot)).published).toEqual((await play(plot)).published);
      }),
      { numRuns: Math.ceil(runs.numRuns / 3) },
    );
  });
});

async function decideFirst(handle: RunHandle): Promise<boolean> {
  for (const { path, step, status } of handle.state().steps.values()) {
    if (status === 'interrupted') {
      return (await handle.decide({ path, step }, 'retry')) === 'accepted';
    }
  }
  return false;
}

/** Step runs that started again after they had completed, or were passed over. */
function startedAfterItsEnd(log: readonly RunEvent[]): string[] {
  const ended = new Set<string>();
  return log.flatMap((event) => {
    if (!('path' in event)) return [];
    const key = stepRunKey(event.path, event.step);
    if (event.type === 'step.completed') ended.add(key);
    return event.type === 'step.started' && ended.has(key) ? [key] : [];
  });
}

function isEnd(event: RunEvent): boolean {
  return ['step.completed', 'step.failed', 'step.skipped', 'step.cancelled'].includes(event.type);
}

function kindOf(plot: RunPlot, step: string): string | undefined {
  const plots = step.startsWith('s') ? plot.steps : plot.body;
  return plots[Number(step.slice(1))]?.kind;
}

function bodyOf(workflow: Workflow, container: string): Graph {
  const body = workflow.steps.get(container)?.body;
  if (body === undefined) throw new Error(`${container} has no body.`);
  return body;
}
