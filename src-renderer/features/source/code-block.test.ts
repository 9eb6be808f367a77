import { describe, expect, it } from 'vitest';
import { blockAt } from './code-block';

const source = `steps:
  calc:
    kind: code
    with:
      language: typescript
      code: |
        if (a) {
          b.

        }
        return { c };
      args: { x: 1 }
  one: { kind: log }
  two:
    with:
      code: return input.
`;

function at(mark: string, after = mark.length) {
  const offset = source.indexOf(mark) + after;
  const block = blockAt(source, offset);
  return block && { ...block, caret: block.inText(offset), offset };
}

describe('a text in the source', () => {
  it('is a block, without its indentation, with the caret where it stands in it', () => {
    const block = at('b.');
    expect(block?.path).toEqual(['steps', 'calc', 'with', 'code']);
    expect(block?.text).toBe('if (a) {\n  b.\n\n}\nreturn { c };');
    expect(block?.text.slice(0, block.caret)).toBe('if (a) {\n  b.');
    expect(block?.inSource(block.caret)).toBe(block?.offset);
  });

  it('maps every character of it there and back', () => {
    const block = at('return');
    const text = block?.text ?? '';
    for (let position = 0; position < text.length; position += 1) {
      const offset = block?.inSource(position) ?? -1;
      if (text[position] !== '\n') expect(source[offset]).toBe(text[position]);
      expect(block?.inText(offset)).toBe(position);
    }
  });

  it('goes on over a blank line, and ends where the indentation does', () => {
    expect(at('b.\n', 3)?.caret).toBe('if (a) {\n  b.\n'.length);
    expect(at('args:', 0)).toBeNull();
    expect(at('with:\n      code: return input.\n')).toBeNull();
  });

  it('is what stands behind a key, too', () => {
    const block = at('return input.');
    expect(block?.path).toEqual(['steps', 'two', 'with', 'code']);
    expect(block?.text).toBe('return input.');
    expect(block?.caret).toBe(13);
  });
});
