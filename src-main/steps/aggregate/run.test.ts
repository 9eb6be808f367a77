import { describe, expect, it } from 'vitest';
import { aggregate } from '@shared/steps/aggregate/definition';
import { runStep } from '../lib/test-context';
import { runAggregate } from './run';

const items = [
  { c: 'DE', n: 0.25 },
  { c: 'FR', n: 5 },
  { c: 'DE', n: 0.5 },
  { c: 'DE', n: null },
];
const operations = ['sum', 'average', 'min', 'max', 'first', 'last', 'list', 'distinct', 'count'];

describe('runAggregate', () => {
  it('computes every operation over all items', async () => {
    const compute = operations.map((operation) => ({
      name: operation,
      operation,
      of: '{{ item.n }}',
    }));
    const outcome = await runStep('aggregate', runAggregate, { items, compute });
    expect(outcome.output).toEqual({
      sum: 5.75,
      average: 5.75 / 3,
      min: 0.25,
      max: 5,
      first: 0.25,
      last: null,
      list: [0.25, 5, 0.5, null],
      distinct: 3,
      count: 3,
    });
  });

  it('gives one row per group, in the order of appearance', async () => {
    const outcome = await runStep('aggregate', runAggregate, {
      items,
      groupBy: { country: '{{ item.c }}' },
      compute: [
        { name: 'orders', operation: 'count' },
        { name: 'total', operation: 'sum', of: '{{ item.n }}' },
      ],
    });
    expect(outcome.output).toEqual([
      { country: 'DE', orders: 3, total: 0.75 },
      { country: 'FR', orders: 1, total: 5 },
    ]);
  });

  it('answers for an empty list', async () => {
    const compute = operations.map((operation) => ({
      name: operation,
      operation,
      of: '{{ item.n }}',
    }));
    const outcome = await runStep('aggregate', runAggregate, { items: [], compute });
    expect(outcome.output).toEqual({
      sum: 0,
      average: null,
      min: null,
      max: null,
      first: null,
      last: null,
      list: [],
      distinct: 0,
      count: 0,
    });
  });

  it('adds without the errors of floating point piling up', async () => {
    const tenths = Array.from({ length: 10 }, () => ({ n: 0.1 }));
    const compute = [{ name: 'sum', operation: 'sum', of: '{{ item.n }}' }];
    const outcome = await runStep('aggregate', runAggregate, { items: tenths, compute });
    expect(outcome.output).toEqual({ sum: 1 });
  });

  it.each([
    ['sum', '"total" gave text for item 1, but must give a number'],
    ['max', '"total" gave text for item 1, but must give a number as before'],
  ])('names the item that has no number to %s', async (operation, message) => {
    const run = runStep('aggregate', runAggregate, {
      items: [{ n: 1 }, { n: '2' }],
      compute: [{ name: 'total', operation, of: '{{ item.n }}' }],
    });
    await expect(run).rejects.toMatchObject({ code: 'AGGREGATE_VALUE', message });
  });
});

describe('aggregate', () => {
  it('tells its output and what it does', () => {
    const config = {
      items: [],
      groupBy: { country: '{{ item.c }}' },
      compute: [{ name: 'orders', operation: 'count' }],
    };
    expect(aggregate.outputSchema(config)).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: { country: {}, orders: { type: 'integer' } },
        required: ['country', 'orders'],
      },
    });
    expect(aggregate.summary(config)).toBe('orders by country');
  });
});
