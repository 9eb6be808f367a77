import { describe, expect, it, vi } from 'vitest';
import { createWatchStore } from './watch-store';

function setUp(values: Record<string, string>) {
  const remember = vi.fn();
  const store = createWatchStore({
    read: () => Promise.resolve([]),
    evaluate: (expression) => {
      const result = values[expression];
      return result === undefined
        ? Promise.reject(new Error(`“${expression}” is not known`))
        : Promise.resolve({ result, variablesReference: 0 });
    },
    remember,
  });
  const shown = () =>
    store.tree.getState().roots.map(({ name, value, failed }) => [name, value, failed ?? false]);
  return { store, shown, remember };
}

describe('createWatchStore', () => {
  it('evaluates each expression at a stop, and says what failed and why', async () => {
    const { store, shown } = setUp({ 'vars.total': '12' });
    store.restore(['vars.total', 'nonsense']);
    await store.evaluate(3);
    expect(shown()).toEqual([
      ['vars.total', '12', false],
      ['nonsense', '“nonsense” is not known', true],
    ]);
  });

  it('has no values while nothing stands still', async () => {
    const { store, shown } = setUp({ a: '1' });
    store.restore(['a']);
    await store.evaluate(null);
    expect(shown()).toEqual([['a', 'not available', true]]);
  });

  it('keeps an expression once, and removes one that is emptied', async () => {
    const { store, remember } = setUp({ a: '1', b: '2' });
    store.add(' a ');
    store.add('a');
    store.add('b');
    store.replace(0, '');
    expect(remember).toHaveBeenLastCalledWith(['b']);
    store.replace(0, 'a');
    expect(store.getState().expressions).toEqual(['a']);
    await store.evaluate(1);
  });

  it('marks what has changed since the stop before', async () => {
    const values = { a: '1' };
    const { store } = setUp(values);
    store.restore(['a']);
    await store.evaluate(1);
    values.a = '2';
    await store.evaluate(1);
    expect([...store.tree.getState().changed]).toEqual(['watch a']);
  });
});
