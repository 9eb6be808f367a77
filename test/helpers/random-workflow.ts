import fc from 'fast-check';
import type { Journal, StepContext } from '../../src-main/engine/types';
import { finalError, retryableError } from '../../src-main/engine/step-error';
import type { RunEvent } from '../../src-shared/runs/events';
import type { JsonObject } from '../../src-shared/lib/json';
import { defaultSettings, type Graph, type Workflow } from '../../src-shared/workflow/model';
import type { FakeClock } from './fake-clock';
import { fakeKind, graphOf, kindsOf, take, workflowOf, type StepText } from './run-workflow';

// Workflows of all shapes whose steps do all that steps can do, for properties that must hold for
// every one of them.

export interface StepPlot {
  readonly kind: 'now' | 'later' | 'unsafe' | 'wait' | 'container';
  /** Milliseconds until it answers. */
  readonly delay: number;
  /** Attempts that fail before one succeeds. */
  readonly failures: number;
  readonly final: boolean;
  readonly ports: readonly string[];
  readonly join: 'any' | 'all' | 'settled';
  readonly onError: 'fail' | 'skip' | 'continue' | 'port';
  readonly attempts: number;
  readonly timeout: number;
  readonly disabled: boolean;
  /** Earlier steps it hangs on, as positions counted back, and the port. */
  readonly after: readonly (readonly [number, string])[];
  readonly iterations: number;
}

export interface RunPlot {
  readonly steps: readonly StepPlot[];
  readonly body: readonly StepPlot[];
  readonly concurrency: number;
  readonly runTimeout: number;
  readonly cancelAt: number;
  readonly journalDelay: number;
  readonly seed: number;
}

const stepPlot: fc.Arbitrary<StepPlot> = fc.record({
  kind: fc.constantFrom('now', 'now', 'later', 'unsafe', 'wait', 'container'),
  delay: fc.nat({ max: 30 }),
  failures: fc.constantFrom(0, 0, 0, 0, 1, 2, 5),
  final: fc.boolean(),
  ports: fc.constantFrom(['a', 'b'], ['a'], ['b'], []),
  join: fc.constantFrom('any', 'any', 'all', 'settled'),
  onError: fc.constantFrom('fail', 'skip', 'continue', 'port'),
  attempts: fc.constantFrom(1, 1, 3),
  timeout: fc.constantFrom(0, 0, 5, 1_000),
  disabled: fc.constantFrom(false, false, false, false, true),
  after: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', 'error')), {
    maxLength: 3,
  }),
  iterations: fc.nat({ max: 3 }),
});

export const runPlot: fc.Arbitrary<RunPlot> = fc.record({
  steps: fc.array(stepPlot, { minLength: 1, maxLength: 9 }),
  body: fc.array(
    stepPlot.map((plot) =>
      plot.kind === 'container' ? { ...plot, kind: 'later' as const } : plot,
    ),
    { minLength: 1, maxLength: 4 },
  ),
  concurrency: fc.integer({ min: 1, max: 4 }),
  runTimeout: fc.constantFrom(0, 0, 0, 0, 40),
  cancelAt: fc.constantFrom(-1, -1, -1, 0, 3, 10, 25, 60),
  journalDelay: fc.constantFrom(-1, -1, 0, 3),
  seed: fc.nat(),
});

function plotGraph(plots: readonly StepPlot[], prefix: string, body: Graph | null): Graph {
  const edges = new Set<string>();
  const steps: Record<string, StepText> = {};
  plots.forEach((plot, at) => {
    for (const [back, port] of plot.after) {
      if (back <= at) edges.add(`${prefix}${at - back}.${port} -> ${prefix}${at}`);
    }
    steps[`${prefix}${at}`] = {
      kind: plot.kind,
      config: { ...plot, after: [] },
      join: plot.join,
      onError: plot.onError,
      disabled: plot.disabled,
      ...(plot.timeout > 0 && { timeout: plot.timeout }),
      ...(plot.attempts > 1 &&
        plot.kind !== 'container' && {
          retry: {
            attempts: plot.attempts,
            backoff: 'fixed',
            delay: 4,
            factor: 1,
            cap: 9,
            jitter: 0.5,
          },
        }),
      ...(plot.kind === 'container' && body && { body }),
    };
  });
  return graphOf(steps, [...edges]);
}

export function plotWorkflow(plot: RunPlot): Workflow {
  const body = plotGraph(plot.body, 'b', null);
  return workflowOf({}, [], {
    ...plotGraph(plot.steps, 's', body),
    settings: {
      ...defaultSettings,
      concurrency: plot.concurrency,
      ...(plot.runTimeout > 0 && { runTimeout: plot.runTimeout }),
    },
  });
}

type Config = JsonObject & Pick<StepPlot, 'delay' | 'failures' | 'final' | 'ports' | 'iterations'>;

const definition = {
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'a' }, { name: 'b' }] }),
};

function act({ config, attempt, step }: StepContext<JsonObject>): ReturnType<typeof take> {
  const { failures, final, ports } = config as Config;
  if (attempt <= failures) {
    const data = { code: 'PLOT', kind: 'operational' as const, message: `attempt ${attempt}` };
    throw final ? finalError(data) : retryableError(data);
  }
  return take(ports, step.id);
}

function pause(clock: StepContext['clock'], milliseconds: number): Promise<void> {
  return new Promise((resolve) => clock.schedule(milliseconds, resolve));
}

export const plotKinds = kindsOf(
  fakeKind('now', act, definition),
  fakeKind(
    'later',
    async (context) => {
      await pause(context.clock, (context.config as Config).delay);
      return act(context);
    },
    definition,
  ),
  fakeKind(
    'unsafe',
    async (context) => {
      await pause(context.clock, (context.config as Config).delay);
      return act(context);
    },
    { ...definition, effects: () => 'unsafe' },
  ),
  fakeKind(
    'wait',
    async (context) => {
      await context.waitUntil(context.clock.now() + (context.config as Config).delay, 'plot');
      return act(context);
    },
    definition,
  ),
  fakeKind(
    'container',
    async (context) => {
      const { iterations } = context.config as Config;
      const bodies = Array.from({ length: iterations }, (_, at) =>
        context.runBody(at, { item: at }),
      );
      await Promise.all(bodies);
      return act(context);
    },
    { ...definition, container: { locals: () => ['item'] } },
  ),
);

/** Keeps events after a delay, like one that writes to a disk. */
export class SlowJournal implements Journal {
  readonly events: RunEvent[] = [];

  constructor(
    private readonly clock: FakeClock,
    private readonly delay: number,
  ) {}

  append(events: readonly RunEvent[]): Promise<void> {
    return new Promise((resolve) => {
      this.clock.schedule(this.delay, () => {
        this.events.push(...events);
        resolve();
      });
    });
  }
}
