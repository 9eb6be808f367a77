import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfYaml, tokenizeYamlLine } from './yaml-tokens';

/** Every token of a text as `scopes:text`, white space left out. */
function colours(text: string): string[] {
  let state = startOfYaml;
  return text.split('\n').flatMap((line) => {
    const result = tokenizeYamlLine(line, state);
    state = result.state;
    return result.tokens
      .map((token, at) => {
        const end = result.tokens[at + 1]?.startIndex ?? line.length;
        return `${token.scopes}:${line.slice(token.startIndex, end).trim()}`;
      })
      .filter(
        (shown) => !/^(white|text|string|operator):$/.test(shown) && !shown.startsWith('white'),
      );
  });
}

describe('tokenizeYamlLine', () => {
  it('tells keys, values and comments apart', () => {
    expect(colours('name: Fetch # why\ncount: 12\non: true')).toEqual([
      'type.yaml:name',
      'delimiter::',
      'text:Fetch',
      'comment:# why',
      'type.yaml:count',
      'delimiter::',
      'number:12',
      'type.yaml:on',
      'delimiter::',
      'keyword:true',
    ]);
  });

  it('keeps to a block text, whatever its lines look like, and leaves it where it ends', () => {
    const text = 'a:\n  text: |\n    if (x) {\n      y: "z\n\n    }\n  next: 1';
    expect(colours(text)).toEqual([
      'type.yaml:a',
      'delimiter::',
      'type.yaml:text',
      'delimiter::',
      'keyword:|',
      'text:if (x) {',
      'text:y: "z',
      'text:}',
      'type.yaml:next',
      'delimiter::',
      'number:1',
    ]);
  });

  it('colours code, with comments and templates over lines and patterns, until the block ends', () => {
    const lines = [
      'code: |',
      '  const a = b.of(/"#/) / 2; // {{ c }}',
      '  /* if',
      '     then */ log(`x',
      '',
      "    'y`);",
      'next: 1',
    ];
    expect(colours(lines.join('\n')).slice(3)).toEqual([
      'keyword:const',
      'identifier:a',
      'delimiter:=',
      'identifier:b',
      'delimiter:.',
      'identifier:of',
      'delimiter:(',
      'regexp:/"#/',
      'delimiter:)',
      'delimiter:/',
      'number:2',
      'delimiter:;',
      'comment:// {{ c }}',
      'comment:/* if',
      'comment:then */',
      'identifier:log',
      'delimiter:(',
      'string:`x',
      "string:'y`",
      'delimiter:);',
      'type.yaml:next',
      'delimiter::',
      'number:1',
    ]);
  });

  it('colours bindings in values', () => {
    expect(colours('url: "a/{{ input.id }}"')).toEqual([
      'type.yaml:url',
      'delimiter::',
      'string:"',
      'string:a/',
      'binding.delimiter:{{',
      'binding.root:input',
      'binding.member:.id',
      'binding.delimiter:}}',
      'string:"',
    ]);
  });

  it('reads maps and lists on one line, and wires', () => {
    expect(colours('- { name: a b, of: sum }')).toEqual([
      'delimiter:-',
      'delimiter:{',
      'type.yaml:name',
      'delimiter::',
      'text:a b',
      'delimiter:,',
      'type.yaml:of',
      'delimiter::',
      'text:sum',
      'delimiter:}',
    ]);
    expect(colours('  - a.out -> b')).toEqual([
      'delimiter:-',
      'text:a.out',
      'operator:->',
      'text:b',
    ]);
  });

  it('goes on with a quoted text on the next line', () => {
    expect(colours("a: 'b\n  c' # d").slice(2)).toEqual([
      "string:'",
      'string:b',
      'string:c',
      "string:'",
      'comment:# d',
    ]);
  });

  it('comes to an end and covers every line, whatever the text', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        'code: |',
        '/',
        '*',
        '`',
        ': ',
        '- ',
        '"',
        "'",
        '{{',
        '}}',
        '{',
        '}',
        '[',
        ',',
        '|',
        '#',
        ' ',
        '\\',
        '->',
        '1',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.array(part).map((parts) => parts.join(''))), (lines) => {
        let state = startOfYaml;
        for (const line of lines) {
          const result = tokenizeYamlLine(line, state);
          state = result.state;
          const starts = result.tokens.map((token) => token.startIndex);
          expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
          if (line !== '') expect(starts[0]).toBe(0);
        }
      }),
    );
  });
});
