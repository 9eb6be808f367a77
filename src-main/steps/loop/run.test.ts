import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import type { Leave } from '@shared/runs/events';
import type { LoopConfig } from '@shared/steps/loop/definition';
import type { BodyOutcome } from '../../engine/types';
import { createTestContext, type TestContextOptions } from '../lib/test-context';
import { runLoop } from './run';

type Body = NonNullable<TestContextOptions['runBody']>;

function looping(config: Record<string, unknown>, runBody: Body, options: TestContextOptions = {}) {
  const context = createTestContext<LoopConfig>('loop', config, { runBody, ...options });
  return { context, run: async () => runLoop(context) };
}

const done = (output: JsonValue): BodyOutcome => ({
  status: 'completed',
  output,
  completedSteps: [],
});
const failed = (message: string): BodyOutcome => ({
  status: 'failed',
  output: null,
  error: { code: 'BROKEN', kind: 'operational', message },
  completedSteps: [],
});

const left = (leaves: Leave, output: JsonValue = null): BodyOutcome => ({
  status: 'left',
  output,
  leaves,
  completedSteps: [],
});
const byIndex =
  (...outcomes: readonly BodyOutcome[]): Body =>
  async (iteration) =>
    outcomes[iteration] ?? done(iteration);

describe('a loop over items', () => {
  it('runs the body for each item with its names, and keeps the order', async () => {
    const seen: unknown[] = [];
    const { context, run } = looping(
      { items: ['a', 'b'], item: 'order', index: 'at' },
      async (_, locals) => {
        seen.push(locals);
        return done(`${(locals['loop'] as { item: string }).item}!`);
      },
    );
    expect(await run()).toEqual({ output: { results: ['a!', 'b!'], errors: [], count: 2 } });
    expect(seen).toEqual([
      { loop: { item: 'a', index: 0, count: 2, first: true, last: false } },
      { loop: { item: 'b', index: 1, count: 2, first: false, last: true } },
    ]);
    expect(context.progressed).toEqual(['1 of 2', '2 of 2']);
  });

  it('works on as many items at once as it may, and results keep the order of the items', async () => {
    const open: (() => void)[] = [];
    let most = 0;
    let running = 0;
    const { run } = looping({ items: [0, 1, 2, 3, 4], concurrency: 3 }, async (iteration) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => open.push(resolve));
      running -= 1;
      return done(iteration * 10);
    });
    const result = run();
    // The last begun ends first.
    for (let ended = 0; ended < 5; ended += 1) {
      open.pop()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await result).toMatchObject({ output: { results: [0, 10, 20, 30, 40] } });
    expect(most).toBe(3);
  });

  it('begins nothing after the first error, and says which item failed', async () => {
    const begun: number[] = [];
    const { run } = looping({ items: [1, 2, 3] }, async (iteration) => {
      begun.push(iteration);
      return iteration === 1 ? failed('no price') : done(null);
    });
    await expect(run()).rejects.toMatchObject({ code: 'BROKEN', message: 'Item 1: no price' });
    expect(begun).toEqual([0, 1]);
  });

  it('collects errors by item and goes on', async () => {
    const { run } = looping(
      { items: ['a', 'b', 'c'], errors: 'collect', concurrency: 2 },
      async (iteration) => (iteration === 1 ? failed('no price') : done(iteration)),
    );
    expect(await run()).toEqual({
      output: {
        results: [0, null, 2],
        errors: [{ index: 1, item: 'b', error: { code: 'BROKEN', message: 'no price' } }],
        count: 3,
      },
    });
  });

  it('does nothing for an empty list and refuses one that is too long', async () => {
    const never: Body = () => Promise.reject(new Error('the body ran'));
    expect(await looping({ items: [] }, never).run()).toEqual({
      output: { results: [], errors: [], count: 0 },
    });
    const tooMany = looping({ items: new Array<null>(100_001).fill(null) }, never);
    await expect(tooMany.run()).rejects.toMatchObject({ code: 'LOOP_COUNT' });
  });

  it('begins nothing more once cancelled', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const { run } = looping(
      { items: [1, 2, 3] },
      async (iteration) => {
        begun.push(iteration);
        controller.abort(new Error('cancelled'));
        return done(null);
      },
      { signal: controller.signal },
    );
    await expect(run()).rejects.toThrow('cancelled');
    expect(begun).toEqual([0]);
  });
});

describe('the filter of a loop', () => {
  it('passes over items, which then give no result', async () => {
    const begun: number[] = [];
    const { context, run } = looping(
      { items: [5, 0, 7, 0], item: 'order', filter: '{{ order > 0 && loop.index === index }}' },
      async (iteration) => {
        begun.push(iteration);
        return done(iteration * 10);
      },
    );
    expect(await run()).toEqual({ output: { results: [0, 20], errors: [], count: 2 } });
    expect(begun).toEqual([0, 2]);
    expect(context.progressed).toEqual(['1 of 4', '3 of 4']);
  });

  it('must say true or false', async () => {
    const { run } = looping({ items: [1], filter: '{{ item }}' }, byIndex());
    await expect(run()).rejects.toMatchObject({ code: 'LOOP_FILTER' });
  });

  it('is not asked again after a crash: what had begun goes on, what was passed over stays so', async () => {
    const begun: number[] = [];
    const { run } = looping(
      { items: [1, 1, 1, 1], filter: '{{ index !== 0 }}' },
      async (iteration) => {
        begun.push(iteration);
        return done(null);
      },
      { begun: [0, 2] },
    );
    await run();
    expect(begun).toEqual([0, 2, 3]);
  });

  it('lets others have their turn while it passes over many', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const { run } = looping(
      { items: Array.from({ length: 50_000 }, (_, at) => at), filter: '{{ item < 0 }}' },
      byIndex(),
    );
    expect(await run()).toMatchObject({ output: { count: 0 } });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('leaving a loop', () => {
  it('ends it with a break, whose value is the last result', async () => {
    const { run } = looping({ items: [1, 2, 3] }, byIndex(done('a'), left('break', 'found')));
    expect(await run()).toEqual({ output: { results: ['a', 'found'], errors: [], count: 2 } });
  });

  it('goes on after a continue, whose value is the result', async () => {
    const { run } = looping({ items: [1, 2, 3] }, byIndex(left('continue'), left('continue', 'x')));
    expect(await run()).toEqual({ output: { results: [null, 'x', 2], errors: [], count: 3 } });
  });

  it('passes a return on at once, whatever else is under way', async () => {
    const { run } = looping({ items: [1, 2, 3], concurrency: 2 }, async (iteration) =>
      iteration === 0 ? new Promise<never>(() => undefined) : left('return', 'early'),
    );
    expect(await run()).toEqual({ output: 'early', leaves: 'return' });
  });

  it('lets the iterations beside a break finish', async () => {
    const slow = Promise.withResolvers<BodyOutcome>();
    const begun: number[] = [];
    const { run } = looping({ items: [1, 2, 3], concurrency: 2 }, async (iteration) => {
      begun.push(iteration);
      if (iteration === 0) return slow.promise;
      setImmediate(() => slow.resolve(done('slow')));
      return left('break', 'found');
    });
    expect(await run()).toEqual({ output: { results: ['slow', 'found'], errors: [], count: 2 } });
    expect(begun).toEqual([0, 1]);
  });

  it('begins again what had begun beside a break before a crash', async () => {
    const { run } = looping({ items: [1, 2, 3, 4] }, byIndex(left('break')), { begun: [0, 1, 2] });
    expect(await run()).toMatchObject({ output: { results: [null, 1, 2], count: 3 } });
  });
});

describe('a loop that counts', () => {
  it('runs so many times', async () => {
    const seen: unknown[] = [];
    const { run } = looping(
      { mode: 'count', times: 2, items: undefined },
      async (index, locals) => {
        seen.push(locals);
        return index === 0 ? done('a') : failed('no');
      },
    );
    await expect(run()).rejects.toMatchObject({ message: 'Iteration 1: no' });
    expect(seen[1]).toEqual({ loop: { index: 1, count: 2, first: false, last: true } });
  });

  it.each([-1, 1.5, 1e9, 10_000_000, '7', Number.POSITIVE_INFINITY])(
    'refuses to run %s times',
    async (times) => {
      const { run } = looping({ mode: 'count', times }, byIndex());
      await expect(run()).rejects.toMatchObject({ code: 'LOOP_COUNT' });
    },
  );

  it('lists errors without items', async () => {
    const { run } = looping(
      { mode: 'count', times: 2, errors: 'collect' },
      byIndex(failed('no'), done('b')),
    );
    expect(await run()).toEqual({
      output: {
        results: [null, 'b'],
        errors: [{ index: 0, error: { code: 'BROKEN', message: 'no' } }],
        count: 2,
      },
    });
  });

  it('refuses ten million items at once', async () => {
    const items = new Array<null>(10_000_000).fill(null);
    const began = performance.now();
    await expect(looping({ items }, byIndex()).run()).rejects.toMatchObject({
      code: 'LOOP_COUNT',
      details: { count: 10_000_000 },
    });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('a loop with a condition', () => {
  const add: Body = async (_, locals) => {
    const { previous } = locals['loop'] as { previous: number | null };
    return done((previous ?? 0) + 1);
  };

  it('goes on while it is true, and may not begin at all', async () => {
    const condition = '{{ loop.first || loop.previous < 3 }}';
    const { context, run } = looping({ mode: 'while', condition }, add);
    expect(await run()).toEqual({ output: { results: [1, 2, 3], errors: [], count: 3 } });
    expect(context.progressed).toEqual(['1 iteration', '2 iterations', '3 iterations']);
    const never = looping({ mode: 'while', condition: '{{ at < 0 }}', index: 'at' }, add);
    expect(await never.run()).toEqual({ output: { results: [], errors: [], count: 0 } });
  });

  it('goes on until it is true, at least once', async () => {
    const until = (condition: string) => looping({ mode: 'until', condition }, add).run();
    expect(await until('{{ loop.previous === 3 }}')).toMatchObject({ output: { count: 3 } });
    expect(await until('{{ true }}')).toMatchObject({ output: { results: [1] } });
    expect(await until('{{ index === 1 }}')).toMatchObject({ output: { count: 2 } });
  });

  it.each(['while', 'until'] as const)('has an end: %s', async (mode) => {
    const condition = mode === 'while' ? '{{ true }}' : '{{ false }}';
    const begun: number[] = [];
    const { run } = looping({ mode, condition, maximum: 4 }, async (index) => {
      begun.push(index);
      return done(null);
    });
    await expect(run()).rejects.toMatchObject({ code: 'LOOP_COUNT', details: { maximum: 4 } });
    expect(begun).toEqual([0, 1, 2, 3]);
    const exact = mode === 'while' ? '{{ index < 4 }}' : '{{ index === 3 }}';
    const fits = looping({ mode, condition: exact, maximum: 4 }, byIndex());
    expect(await fits.run()).toMatchObject({ output: { count: 4 } });
  });

  it('must say true or false', async () => {
    const { run } = looping({ mode: 'while', condition: '{{ loop.previous }}' }, byIndex());
    await expect(run()).rejects.toMatchObject({ code: 'LOOP_CONDITION' });
  });

  it('is left with break, continue and return', async () => {
    const config = { mode: 'while', condition: '{{ true }}' };
    const broken = looping(config, byIndex(left('continue', 'x'), left('break', 'y')));
    expect(await broken.run()).toMatchObject({ output: { results: ['x', 'y'] } });
    const returned = looping(config, byIndex(left('return', 'z')));
    expect(await returned.run()).toEqual({ output: 'z', leaves: 'return' });
  });

  it('collects errors and goes on', async () => {
    const config = { mode: 'while', condition: '{{ index < 2 }}', errors: 'collect' };
    const { run } = looping(config, byIndex(failed('no'), done('b')));
    expect(await run()).toMatchObject({ output: { results: [null, 'b'], errors: [{ index: 0 }] } });
  });

  it.each([
    ['while', '{{ false }}', [0, 1]],
    ['until', '{{ true }}', [0, 1]],
  ] as const)(
    'is not asked again for what had begun before a crash: %s',
    async (mode, condition, begun) => {
      const { run } = looping({ mode, condition }, byIndex(), { begun });
      expect(await run()).toMatchObject({ output: { count: 2 } });
    },
  );

  it('does one iteration after the other', async () => {
    const { run } = looping({ mode: 'until', condition: '{{ true }}', concurrency: 2 }, byIndex());
    await expect(run()).rejects.toMatchObject({ code: 'LOOP_CONCURRENCY' });
  });
});
