import { describe, expect, it } from 'vitest';
import { readCleanRoot } from '../edit/edit-context';
import { applyTextChanges } from '../text-change';
import { formatText } from './format-text';

function format(text: string): string {
  return applyTextChanges(text, formatText(text, readCleanRoot));
}

describe('formatText', () => {
  it('puts blocks on two spaces a level, comments and texts along with them', () => {
    const untidy = `stepwell: 1
name:   Test
steps:
    # the beginning
    start:   { kind: manual-start,title:   Start }
    code:
        kind: code
        with:
            code: |
                if (true) {

                  return 1;
                }
            # about the language
            language:  typescript   


edges:
    -   start -> code
`;
    expect(format(untidy)).toBe(`stepwell: 1
name: Test
steps:
  # the beginning
  start: { kind: manual-start, title: Start }
  code:
    kind: code
    with:
      code: |
        if (true) {

          return 1;
        }
      # about the language
      language: typescript

edges:
  - start -> code
`);
  });

  it('keeps the way lists are indented, quotes, order and comments at the ends of lines', () => {
    const tidy = `stepwell: 1
name: 'Test'   # so it is
edges:
- a -> b
- "b -> c"
steps:
  b: { kind: log }
  a:
    kind: log
    with: { message: 'x' }
`;
    expect(format(tidy)).toBe(tidy);
  });

  it('leaves texts over several lines as they are', () => {
    const folded = `name: >-
  one
    two   ${''}

  three
text: "a
  b   c"
brackets: [ 1,
    2 ]
kept: |+
  x

`;
    expect(format(folded)).toBe(folded);
  });

  it('ends with one line break, and has one blank line in a row', () => {
    expect(format('a: 1\n\n\n\nb: 2')).toBe('a: 1\n\nb: 2\n');
    expect(format('\n\na: 1\n\n\n')).toBe('a: 1\n');
    expect(format('a: 1\r\n\r\n\r\nb:  2')).toBe('a: 1\r\n\r\nb: 2\r\n');
  });

  it('changes nothing in a text that cannot be read', () => {
    expect(format('a:   1\n b: [2\n')).toBe('a:   1\n b: [2\n');
  });

  it('moves items of lists that are maps as they stand', () => {
    expect(format('a:\n    -   b: 1\n        c: 2\n    - d: 3\n')).toBe(
      'a:\n  -   b: 1\n      c: 2\n  - d: 3\n',
    );
  });
});
