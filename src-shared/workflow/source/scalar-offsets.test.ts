import { describe, expect, it } from 'vitest';
import { atOnce } from '../../lib/slices';
import { findEntry, type ScalarNode } from './node';
import { createProblemList } from './problem-list';
import { readSource } from './read-source';
import { mapScalar } from './scalar-offsets';

function scalarIn(text: string): ScalarNode {
  const root = atOnce(readSource(text, createProblemList(text)));
  const node = findEntry(root ?? undefined, 'a')?.value;
  if (node?.type !== 'scalar') throw new Error('No scalar');
  return node;
}

describe('mapScalar', () => {
  it.each([
    ['plain', 'a: hello {{ b }} # c\n'],
    ['single quotes', "a: 'it''s {{ b }}'\n"],
    ['double quotes', 'a: "a \\u00e9\\x41 \\"q\\" \\U0001F30A z"\n'],
    ['a block', 'a: |\n  one\n\n    two {{ b }}\n  three\nb: 1\n'],
    ['a block without an end', 'a: |-\n  one\n  two'],
    ['a block with CRLF', 'a: |\r\n  one\r\n  two\r\nb: 1\r\n'],
    ['a block with an indicator', 'a: |2\n    one\n  two\n'],
  ])('finds every character of %s', (_name, text) => {
    const node = scalarIn(text);
    const offsets = mapScalar(text, node);
    const value = String(node.value);
    expect(offsets).toHaveLength(value.length + 1);
    for (const [index, character] of [...value].entries()) {
      if (value.length !== [...value].length) break;
      const written = text[offsets?.[index] ?? -1];
      if (written !== '\\' && written !== '\r') expect(written, `${index}`).toBe(character);
    }
  });

  it('gives up on what is folded', () => {
    for (const text of ['a: >\n  one\n  two\n', 'a: one\n  two\n', 'a: "one\n  two"\n']) {
      expect(mapScalar(text, scalarIn(text))).toBeNull();
    }
  });
});
