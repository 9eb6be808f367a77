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
import { fakeHash, seededRandom, testPorts } from '../../test/helpers/run-workflow';
import { edgeState } from '@shared/runs/edge-state';
import { scopeKey, stepRunKey, type RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import type { Graph, Workflow } from '@shared/workflow/model';
import { MemoryJournal } from './memory-journal';
import { startRun } from './start-run';

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

  it('is the same again for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        expect((await play(plot)).published).toEqual((await play(plot)).published);
      }),
      { numRuns: Math.ceil(runs.numRuns / 3) },
    );
  });
});

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
