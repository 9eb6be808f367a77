import { describe, expect, it } from 'vitest';
import { analyzeTemplate } from './analyze';

describe('analyzeTemplate', () => {
  it('tells plain text from bindings', () => {
    expect(analyzeTemplate('a }} b')).toEqual({
      hasBindings: false,
      single: false,
      references: [],
      errors: [],
    });
    expect(analyzeTemplate('{{ 1 }}')).toMatchObject({ hasBindings: true, single: true });
    expect(analyzeTemplate('{{ 1 }} ')).toMatchObject({ hasBindings: true, single: false });
  });

  it.each<[string, [string, (string | number)[], boolean, string][]]>([
    [
      '{{ steps.a.body["x"][0].y }}',
      [['steps', ['a', 'body', 'x', 0, 'y'], false, 'steps.a.body["x"][0].y']],
    ],
    [
      '{{ steps.a.items.map(i => i.price + vars.tax) }}',
      [
        ['steps', ['a', 'items'], false, 'steps.a.items'],
        ['vars', ['tax'], false, 'vars.tax'],
      ],
    ],
    ['{{ steps.a?.body.x }}', [['steps', ['a', 'body', 'x'], true, 'steps.a?.body.x']]],
    [
      '{{ steps.a.body ?? input.x }}',
      [
        ['steps', ['a', 'body'], true, 'steps.a.body'],
        ['input', ['x'], false, 'input.x'],
      ],
    ],
    [
      '{{ input[vars.key].x }}',
      [
        ['vars', ['key'], false, 'vars.key'],
        ['input', [], false, 'input'],
      ],
    ],
    ['{{ input.list.length }}', [['input', ['list'], false, 'input.list.length']]],
    [
      '{{ Math.max(input.a, Number(input.b)) }}',
      [
        ['input', ['a'], false, 'input.a'],
        ['input', ['b'], false, 'input.b'],
      ],
    ],
    [
      '{{ input.l.filter(Boolean).includes(item) }}',
      [
        ['input', ['l'], false, 'input.l'],
        ['item', [], false, 'item'],
      ],
    ],
    ['{{ input.x === undefined }}', [['input', ['x'], true, 'input.x']]],
    [
      '{{ [1].map(({ a, b: [c], ...d }, e = input.z) => a + c + d + e + f) }}',
      [
        ['input', ['z'], false, 'input.z'],
        ['f', [], false, 'f'],
      ],
    ],
  ])('%s', (text, expected) => {
    const { references, errors } = analyzeTemplate(text);
    expect(errors).toEqual([]);
    expect(
      references.map(({ root, path, lenient, range }) => [
        root,
        path,
        lenient,
        text.slice(range.from, range.to),
      ]),
    ).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['{{ a', 'EXPR_SYNTAX', 'The binding opened at column 1 is never closed'],
    [
      'x {{ "a }}',
      'EXPR_SYNTAX',
      'The binding opened at column 3 is never closed; the text opened at column 6 is not closed',
    ],
    ['{{ {{ a }} }}', 'EXPR_SYNTAX', 'A binding cannot stand inside another at column 4'],
    ['{{ }}', 'EXPR_SYNTAX', 'The binding is empty at column 3'],
    ['{{ a b }}', 'EXPR_SYNTAX', 'Unexpected "b" at column 6'],
    ['{{ 1 + }}', 'EXPR_SYNTAX', 'The expression ends too early at column 7'],
    ['{{ for(;;){} }}', 'EXPR_SYNTAX', 'Unexpected "for" at column 4'],
    ['{{ a = 1 }}', 'EXPR_FORBIDDEN', 'Assignments are not allowed in expressions'],
    ['{{ new Date() }}', 'EXPR_FORBIDDEN', '"new" is not allowed in expressions'],
    ['{{ a.mpa(x => x) }}', 'EXPR_UNKNOWN', 'There is no .mpa'],
    ['{{ a.push(1) }}', 'EXPR_FORBIDDEN', '"push" changes its list; expressions never change data'],
    [
      '{{ a.constructor }}',
      'EXPR_FORBIDDEN',
      'The name "constructor" is not allowed in expressions',
    ],
    [
      '{{ /(?=a)/.test("a") }}',
      'EXPR_SYNTAX',
      'The pattern /(?=a)/ is not supported: invalid or unsupported Perl syntax: `(?=` at column 4',
    ],
  ])('%s', (text, code, message) => {
    expect(analyzeTemplate(text).errors).toEqual([expect.objectContaining({ code, message })]);
  });

  it('reports every error of every binding, placed in the text', () => {
    const text = '{{ this }} and {{ new X(a++) }}';
    expect(
      analyzeTemplate(text).errors.map(({ range }) => range && text.slice(range.from, range.to)),
    ).toEqual(['this', 'new X(a++)']);
  });
});
