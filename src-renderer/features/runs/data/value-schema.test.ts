import { expect, it } from 'vitest';
import { schemaText } from './value-schema';

it('writes the shape of a value, with keys that only some items have', () => {
  const orders = [
    { id: 'A', total: 1, 'ship to': { city: 'Bern' } },
    { id: 'B', total: null, tags: ['x'] },
  ];
  expect(schemaText({ orders, empty: [], none: {} })).toBe(`{
  orders: {
    id: string
    total: number | null
    "ship to"?: {
      city: string
    }
    tags?: string[]
  }[]
  empty: any[]
  none: {}
}`);
});
