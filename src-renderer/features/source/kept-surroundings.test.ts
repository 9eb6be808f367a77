import { describe, expect, it, vi } from 'vitest';
import { blockAt } from './code-block';
import { KeptSurroundings } from './kept-surroundings';

const source = `steps:
  calc:
    kind: code
    with:
      code: |
        const a = 1;
        return a
      args: { x: 1 }
  other: { kind: log }
`;

const evidence = [new Map(), new Map(), null];

function asker() {
  const kept = new KeptSurroundings();
  const make = vi.fn(() => ({ imports: [], context: { name: 'context', text: '' } }));
  const ask = (text: string, known: readonly unknown[] = evidence, mark = 'return a') => {
    const block = blockAt(text, text.indexOf(mark) + mark.length);
    if (block === null) throw new Error('The caret is in code.');
    return kept.get({ source: text, block, evidence: known }, make);
  };
  return { ask, make };
}

describe('what code sees', () => {
  it('is declared once for all keys in the same code', () => {
    const { ask, make } = asker();
    const first = ask(source);
    expect(ask(source.replace('return a', 'return a.'))).toBe(first);
    expect(ask(source.replace('return a', 'return a.b;\n\n        // more'))).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('is declared anew when anything around the code changes, or more is known', () => {
    const { ask, make } = asker();
    ask(source);
    ask(source.replace('x: 1', 'x: two'));
    expect(make).toHaveBeenCalledTimes(2);
    ask(source.replace('x: 1', 'x: two'), [...evidence.slice(0, 2), {}]);
    expect(make).toHaveBeenCalledTimes(3);
  });

  it('is declared anew when the code sets another variable', () => {
    const { ask, make } = asker();
    ask(source);
    ask(source.replace('const a = 1;', "setVariable('total', 1);"));
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('is not that of other code', () => {
    const { ask, make } = asker();
    const two = source.replace('other: { kind: log }', 'next: { kind: code, with: x }');
    const both = `${two}  last:\n    with:\n      code: return 2\n`;
    ask(both);
    ask(both, evidence, 'return 2');
    expect(make).toHaveBeenCalledTimes(2);
  });
});
