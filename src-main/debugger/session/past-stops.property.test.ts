import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { PastStops } from '@shared/debug/past-stops';
import { placesOf } from '@shared/debug/places';
import { programsOf } from '@shared/debug/programs';
import { RunLog } from '@shared/debug/run-log';
import { stepRunKey } from '@shared/runs/scope-path';
import { debugWorkflow } from '../../../test/helpers/debug-workflow';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  workflowOf,
  type StepText,
} from '../../../test/helpers/run-workflow';

// Where breakpoints stop a run is where they stop in its log afterwards: two pieces of code that
// share nothing but the breakpoints.

const echo = fakeKind('echo', ({ config }) => config['value'] ?? null);
const set = fakeKind('set', ({ config, setVariable }) => {
  setVariable('n', config['value'] ?? null);
  return null;
});
const bad = fakeKind('bad', () => {
  throw new Error('It is bad.');
});
const each = fakeKind(
  'each',
  async ({ runBody }) => {
    for (let at = 0; at < 3; at += 1) {
      const { status, error } = await runBody(at, { loop: { index: at } });
      if (status === 'failed') throw new Error(error?.message);
    }
    return null;
  },
  { container: { locals: () => ['loop'], absorbs: ['continue'] } },
);
/** Fails with its body, or takes care of its failures. */
const guard = fakeKind(
  'guard',
  async ({ runBody, config }) => {
    const { status, error } = await runBody(0, {});
    if (status === 'failed' && config['value'] === 1) throw new Error(error?.message);
    return null;
  },
  { container: { locals: () => [], handles: ({ value }) => value !== 1 } },
);
const kinds = kindsOf(echo, set, bad, each, guard);

const leaf: fc.Arbitrary<StepText> = fc
  .record({
    kind: fc.constantFrom('echo', 'echo', 'set', 'set', 'bad'),
    value: fc.constantFrom(1, 2, '{{ vars.n }}', '{{ vars.n + 1 }}'),
  })
  .chain(({ kind, value }) =>
    fc.constantFrom('continue', 'continue', 'fail', 'skip').map((onError) => ({
      kind,
      config: { value },
      ...(kind === 'bad' && { onError: onError as 'continue' | 'fail' | 'skip' }),
    })),
  );

function chain(prefix: string, steps: readonly StepText[]) {
  const ids = steps.map((_, at) => `${prefix}${at}`);
  const edges = ids.slice(1).map((id, at) => `${prefix}${at} -> ${id}`);
  return { steps: Object.fromEntries(steps.map((step, at) => [ids[at], step] as const)), edges };
}

const ids = ['s0', 's1', 's2', 's3', 'b0', 'b1'];
const target: fc.Arbitrary<BreakpointTarget> = fc.oneof(
  fc.constantFrom(...ids).map((step) => ({ type: 'step' as const, step })),
  fc.constantFrom('s0 -> s1', 's2 -> s3', 'b0 -> b1').map((edge) => ({
    type: 'wire' as const,
    edge,
  })),
  fc.constantFrom('echo', 'set').map((kind) => ({ type: 'kind' as const, kind })),
  fc
    .constantFrom('vars.n', 'steps.s0', 'steps.s2', 'steps.b1')
    .map((path) => ({ type: 'data' as const, path })),
);
const hitCondition = fc.constantFrom('2', '>= 2', '% 2');
const condition = fc.constantFrom('vars.n > 1', 'vars.n == 1');
const breakpoint = fc
  .tuple(
    target,
    fc.oneof(
      fc.constant({}),
      fc.record({ hitCondition }),
      fc.record({ condition }),
      fc.record({ hitCondition, condition }),
      fc.record({ iteration: fc.constantFrom(0, 2) }),
      fc.record({ waitFor: fc.constantFrom('x0', 'x1') }),
    ),
    fc.constantFrom(true, true, true, true, false),
  )
  .map(([where, rest, enabled]) => ({ target: where, enabled, ...rest }));

const plot = fc.record({
  outer: fc.array(leaf, { minLength: 3, maxLength: 3 }),
  inner: fc.array(leaf, { minLength: 2, maxLength: 2 }),
  breakpoints: fc.array(breakpoint, { minLength: 1, maxLength: 4 }),
  errorStops: fc.record({ all: fc.boolean(), uncaught: fc.boolean() }),
  /** Around the loop's body. */
  handles: fc.boolean(),
  policy: fc.constantFrom('fail' as const, 'continue' as const),
});

it('breakpoints stop in a log where they stopped in the run', async () => {
  await fc.assert(
    fc.asyncProperty(plot, async ({ outer, inner, breakpoints, errorStops, handles, policy }) => {
      const body = chain('b', inner);
      const guarded: StepText = {
        kind: 'guard',
        config: { value: handles ? 2 : 1 },
        body: graphOf(body.steps, body.edges),
      };
      const [first, second, third] = outer;
      if (!first || !second || !third) return;
      const loop: StepText = {
        kind: 'each',
        body: graphOf({ g: guarded }, []),
        onError: policy,
      };
      const top = chain('s', [first, loop, second, third]);
      const workflow = workflowOf(top.steps, top.edges, { vars: { n: 0 } });
      const all: Breakpoint[] = breakpoints.map((one, at) => ({ id: `x${at}`, ...one }));
      const run = debugWorkflow(workflow, kinds, { breakpoints: all, errorStops });
      const stopped: string[] = [];
      while ((await run.settled()).length > 0) {
        for (const stop of run.session.stops()) {
          const at = stop.edge ?? stepRunKey(stop.path, stop.step);
          const hits = stop.reason === 'exception' ? ['error'] : [...stop.breakpoints];
          stopped.push(`${stop.place} ${at}: ${hits.sort().join()}`);
        }
        run.session.resume(1, 'continue', true);
      }
      await run.session.done;
      const log = RunLog.of(run.published);
      const programs = programsOf(
        new Map([[fakeHash, workflow]]),
        (kind) => kinds.get(kind)?.definition,
      );
      const past = new PastStops(log, programs, {
        breakpoints: all,
        errorStops,
      });
      const found: string[] = [];
      for (let seq = 1; seq <= log.length; seq += 1) {
        for (const place of placesOf(log, programs, seq)) {
          const hits = past.at(place);
          if (hits.length === 0) continue;
          const at = place.edge ?? stepRunKey(place.path, place.step);
          found.push(`${place.place} ${at}: ${[...hits].sort().join()}`);
        }
      }
      expect(found).toEqual(stopped);
    }),
    { numRuns: 150 },
  );
});
