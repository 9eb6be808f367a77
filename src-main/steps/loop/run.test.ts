import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import type { LoopConfig } from '@shared/steps/loop/definition';
import type { BodyOutcome } from '../../engine/types';
import { createTestContext, type TestContextOptions } from '../lib/test-context';
import { runLoop } from './run';

type Body = NonNullable<TestContextOptions['runBody']>;

function looping(config: Record<string, unknown>, runBody: Body, signal?: AbortSignal) {
  const context = createTestContext<LoopConfig>('loop', config, {
    runBody,
    ...(signal && { signal }),
  });
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

describe('runLoop', () => {
  it('runs the body for each item with its names, and keeps the order', async () => {
    const seen: unknown[] = [];
    const { context, run } = looping(
      { items: ['a', 'b'], item: 'order', index: 'at' },
      async (_, locals) => {
        seen.push(locals);
        return done(`${String(locals['order'])}!`);
      },
    );
    expect(await run()).toEqual({ output: { results: ['a!', 'b!'], errors: [], count: 2 } });
    expect(seen).toEqual([
      { order: 'a', at: 0, loop: { item: 'a', index: 0, count: 2, first: true, last: false } },
      { order: 'b', at: 1, loop: { item: 'b', index: 1, count: 2, first: false, last: true } },
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
      controller.signal,
    );
    await expect(run()).rejects.toThrow('cancelled');
    expect(begun).toEqual([0]);
  });
});
