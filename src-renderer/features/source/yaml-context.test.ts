import { describe, expect, it } from 'vitest';
import { yamlContext } from './yaml-context';

/** The context at the `^` in a text. */
function at(text: string) {
  const offset = text.indexOf('^');
  return yamlContext(text.slice(0, offset) + text.slice(offset + 1), offset);
}

describe('yamlContext', () => {
  it('knows a key at the root', () => {
    expect(at('stepwell: 1\nna^')).toMatchObject({ path: [], key: null, prefix: 'na' });
  });

  it('knows the value of a key and where its word starts', () => {
    const context = at('steps:\n  a:\n    kind: ht^');
    expect(context).toMatchObject({ path: ['steps', 'a'], key: 'kind', prefix: 'ht', from: 22 });
  });

  it('finds the path through nested maps', () => {
    expect(at('steps:\n  a:\n    kind: code\n    with:\n      la^')?.path).toEqual([
      'steps',
      'a',
      'with',
    ]);
    expect(at('steps:\n  a:\n    steps:\n      b:\n        ki^')?.path).toEqual([
      'steps',
      'a',
      'steps',
      'b',
    ]);
  });

  it('goes by the caret on an empty line', () => {
    expect(at('steps:\n  a:\n    kind: code\n    ^')?.path).toEqual(['steps', 'a']);
    expect(at('steps:\n  a:\n    kind: code\n  ^')?.path).toEqual(['steps']);
    expect(at('steps:\n  a:\n    kind: code\n^')?.path).toEqual([]);
  });

  it('knows list items, indented or not', () => {
    expect(at('edges:\n  - a -> ^')).toMatchObject({
      path: ['edges', 0],
      key: null,
      prefix: 'a -> ',
      inItem: true,
    });
    expect(at('edges:\n- a -> b\n- c^')?.path).toEqual(['edges', 1]);
    expect(at('samples:\n  - name: x\n    inp^')?.path).toEqual(['samples', 0]);
  });

  it('names the keys that are there already, above and below', () => {
    const siblings = at(
      'steps:\n  a:\n    kind: code\n    ^\n    title: x\n  b:\n    join: any',
    )?.siblings;
    expect([...(siblings ?? [])]).toEqual(['kind', 'title']);
  });

  it('offers nothing in comments and block texts', () => {
    expect(at('steps:\n  a:\n    with:\n      code: |\n        if (b) {\n          x^')).toBeNull();
    expect(at('# na^')).toBeNull();
    expect(at('name: x # na^')).toBeNull();
    expect(at('a:\n  code: |\n    const x = ^')).toBeNull();
    expect(at('a:\n  text: >-\n    one\n\n    two^')).toBeNull();
  });

  it('never fails, whatever the text', () => {
    const text = 'a: [1, {b: "x: y"}]\n- : -\n  - - c: d\n\t?: e\n"q: r": s\n';
    for (let offset = 0; offset <= text.length; offset += 1) {
      expect(() => yamlContext(text, offset)).not.toThrow();
    }
  });
});
