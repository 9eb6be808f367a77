import { describe, expect, it } from 'vitest';
import { createConsoleStore } from './console-store';

function setUp() {
  const store = createConsoleStore({
    evaluate: (expression) =>
      expression === 'bad'
        ? Promise.reject(new Error('“bad” is not known'))
        : Promise.resolve({ result: `= ${expression}`, variablesReference: 0 }),
  });
  const shown = () => store.getState().lines.map(({ type, text }) => `${type}: ${text}`);
  return { store, shown };
}

describe('createConsoleStore', () => {
  it('shows a question with its answer, or with what was wrong', async () => {
    const { store, shown } = setUp();
    await store.ask(' vars.total ');
    await store.ask('bad');
    expect(shown()).toEqual([
      'input: vars.total',
      'result: = vars.total',
      'input: bad',
      'error: “bad” is not known',
    ]);
  });

  it('remembers each question once, the newest last', async () => {
    const { store } = setUp();
    for (const expression of ['a', 'b', 'a', '  ']) await store.ask(expression);
    expect(store.getState().history).toEqual(['b', 'a']);
  });

  it('shows what the run says, with where it was said', () => {
    const { store } = setUp();
    store.output({
      output: 'total 12\n',
      category: 'console',
      stepwell: { step: 'sum', line: 4 },
    });
    expect(store.getState().lines[0]).toMatchObject({
      type: 'output',
      text: 'total 12',
      at: { step: 'sum', line: 4 },
    });
  });

  it('counts what is said again and again instead of repeating it', () => {
    const { store, shown } = setUp();
    for (let at = 0; at < 3; at += 1) store.output({ output: 'tick', category: 'stdout' });
    store.output({ output: 'tock', category: 'stdout' });
    expect(shown()).toEqual(['output: tick', 'output: tock']);
    expect(store.getState().lines[0]?.count).toBe(3);
  });

  it('stays small however much a run says', () => {
    const { store } = setUp();
    for (let at = 0; at < 5_010; at += 1) store.output({ output: `line ${at}` });
    expect(store.getState().lines).toHaveLength(5_000);
    expect(store.getState()).toMatchObject({ dropped: 10 });
  });
});
