import { describe, expect, it } from 'vitest';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
} from '../../test/helpers/run-workflow';
import type { Workflow } from '../workflow/model';
import { Lanes } from './lanes';
import { placesOf, previousPlace, steppingFrom } from './places';
import { programsOf } from './programs';
import { RunLog } from './run-log';

const echo = fakeKind('echo', ({ step }) => step.id);
const slow = fakeKind(
  'slow',
  ({ clock }) => new Promise((resolve) => clock.schedule(5, () => resolve('slow'))),
);
const rounds = fakeKind(
  'rounds',
  async ({ runBody, config }) => {
    const bodies = Array.from({ length: 4 }, (_, at) => () => runBody(at, {}));
    if (config['together'] === true) await Promise.all(bodies.map((body) => body()));
    else for (const body of bodies) await body();
    return null;
  },
  { container: { locals: () => [] } },
);
const kinds = kindsOf(echo, slow, rounds);

async function played(workflow: Workflow) {
  const run = runWorkflow(workflow, kinds);
  await run.clock.advance(1_000);
  const programs = programsOf(
    new Map([[fakeHash, workflow]]),
    (kind) => kinds.get(kind)?.definition,
  );
  const log = RunLog.of(run.published);
  const lanes = Lanes.of(log, programs);
  const laneOf = (step: string, iteration?: number): number[] => [
    ...new Set(
      log
        .slice()
        .filter((event) => 'path' in event && event.step === step)
        .filter(
          (event) =>
            iteration === undefined ||
            ('path' in event && event.path.at(-1)?.iteration === iteration),
        )
        .map(({ seq }) => lanes.laneOf(seq)),
    ),
  ];
  return { log, programs, lanes, laneOf };
}

describe('Lanes', () => {
  it('keeps what follows in its lane and gives another to what runs beside it', async () => {
    const edges = ['a -> b', 'a -> c', 'b -> b2', 'c -> c2', 'b2 -> d', 'c2 -> d'];
    const steps = {
      a: 'slow',
      b: 'slow',
      c: 'slow',
      b2: 'slow',
      c2: 'slow',
      d: { kind: 'slow', join: 'all' as const },
    };
    const { lanes, laneOf } = await played(workflowOf(steps, edges));
    expect(lanes.all.map(({ id, parent, step }) => [id, parent, step])).toEqual([
      [1, null, null],
      [2, 1, 'c'],
    ]);
    expect(['a', 'b', 'b2', 'c', 'c2', 'd'].map((step) => laneOf(step)[0])).toEqual([
      1, 1, 1, 2, 2, 1,
    ]);
  });

  it('has one lane for rounds that follow each other, and one each for rounds at once', async () => {
    const body = graphOf({ work: 'slow' }, []);
    const calm = await played(workflowOf({ loop: { kind: 'rounds', body } }, []));
    expect(calm.lanes.all).toHaveLength(1);
    const at = { kind: 'rounds', body, config: { together: true } };
    const wild = await played(workflowOf({ loop: at, after: 'echo' }, ['loop -> after']));
    expect(wild.laneOf('work', 0)).toEqual([1]);
    expect(wild.laneOf('work', 3)).toEqual([4]);
    expect(wild.laneOf('after')).toEqual([1]);
  });
});

describe('places', () => {
  it('are before a step, after it, and on the wires it took', async () => {
    const { log, programs } = await played(workflowOf({ a: 'echo', b: 'echo' }, ['a -> b']));
    const all = log.slice().flatMap(({ seq }) => placesOf(log, programs, seq));
    expect(all.map(({ place, step, edge }) => edge ?? `${place} ${step}`)).toEqual([
      'before a',
      'after a',
      'a.out -> b.in',
      'before b',
      'after b',
    ]);
  });

  it('are passed by a step back over and out', async () => {
    const body = graphOf({ x: 'echo', y: 'echo' }, ['x -> y']);
    const workflow = workflowOf({ a: 'echo', loop: { kind: 'rounds', body }, z: 'echo' }, [
      'a -> loop',
      'loop -> z',
    ]);
    const { log, programs } = await played(workflow);
    const end = { seq: log.length + 1, order: 0 };
    const back = (
      path: readonly { step: string; iteration: number }[],
      mode: 'over' | 'into' | 'out',
    ) => {
      const words: string[] = [];
      const search = { wanted: steppingFrom(path, mode) };
      for (let at = previousPlace(log, programs, end, search); at !== null && words.length < 4;) {
        words.push(at.step);
        at = previousPlace(log, programs, at, search);
      }
      return words;
    };
    expect(back([], 'over')).toEqual(['z', 'loop', 'a']);
    expect(back([], 'into')).toEqual(['z', 'y', 'x', 'y']);
    expect(back([{ step: 'loop', iteration: 3 }], 'out')).toEqual(['z', 'loop', 'a']);
  });
});
