import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { runFilter } from './run';

const expressions = {
  '{{ odd }}': ({ index }: Readonly<Record<string, unknown>>) => Number(index) % 2 === 1,
  '{{ item }}': ({ item }: Readonly<Record<string, unknown>>) => item as string,
};

describe('runFilter', () => {
  it('keeps the items that fit, in order', async () => {
    const items = ['a', 'b', 'c', 'd'];
    const outcome = await runStep(
      'filter',
      runFilter,
      { items, where: '{{ odd }}' },
      { expressions },
    );
    expect(outcome).toEqual({ output: ['b', 'd'] });
  });

  it('names the item for which the question has no answer', async () => {
    const run = runStep(
      'filter',
      runFilter,
      { items: ['yes'], where: '{{ item }}' },
      { expressions },
    );
    await expect(run).rejects.toMatchObject({
      code: 'FILTER_WHERE',
      message: 'Where gave text for item 0, but must give true or false',
    });
  });

  it('lets others have their turn in a long list, and stops when cancelled', async () => {
    const controller = new AbortController();
    const items = Array.from({ length: 3_000_000 }, () => 0);
    setTimeout(() => controller.abort(new Error('cancelled')), 5);
    const run = runStep(
      'filter',
      runFilter,
      { items, where: '{{ odd }}' },
      { expressions, signal: controller.signal },
    );
    await expect(run).rejects.toThrow('cancelled');
  });
});
