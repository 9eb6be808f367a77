import { describe, expect, it } from 'vitest';
import { ExpressionError } from './expression-error';
import { resolveTemplate, resolveValue } from './resolve';
import { testScope } from './test-scope';
import { SecretRef, SecretText } from './types';

const token = new SecretRef('token');
const scope = testScope({
  input: { name: 'Ada', n: 2, list: [1, { a: null }], braces: '{{ input.name }}', nothing: null },
  secrets: { token },
});

describe('resolveTemplate', () => {
  it.each<[string, unknown]>([
    ['no binding', 'no binding'],
    ['{{ input.n }}', 2],
    ['{{input.list}}', [1, { a: null }]],
    ['n = {{ input.n }}', 'n = 2'],
    ['{{ input.n }}{{ input.n }}', '22'],
    [' {{ input.n }}', ' 2'],
    ['list: {{ input.list }}', 'list: [1,{"a":null}]'],
    ['[{{ input.nothing }}]', '[]'],
    ['{{ input.braces }}', '{{ input.name }}'],
    ['> {{ input.braces }}', '> {{ input.name }}'],
    ['{{ "}}" }}', '}}'],
    ["{{ '{{' }} and }}", '{{ and }}'],
    ['{{ {a: {b: 1}} }}', { a: { b: 1 } }],
    ['{{{a: {b: 1}}}}', { a: { b: 1 } }],
    ['{{ `${`}}`}` }}', '}}'],
    ['{{ /}}/.test("}}") }}', true],
    ['{{ 4 / 2 /* }} */ }}', 2],
    ['{{ input.list.map(x => ({ x })) }}', [{ x: 1 }, { x: { a: null } }]],
  ])('%s', (text, expected) => {
    expect(resolveTemplate(text, scope)).toEqual(expected);
  });

  it('keeps secrets as references, alone and in text', () => {
    expect(resolveTemplate('{{ secrets.token }}', scope)).toBe(token);
    expect(resolveTemplate('Bearer {{ secrets.token }}!', scope)).toEqual(
      new SecretText(['Bearer ', token, '!']),
    );
    expect(resolveTemplate('{{ `a${secrets.token}` }}-{{ input.n }}', scope)).toEqual(
      new SecretText(['a', token, '-2']),
    );
  });

  it.each([
    'secrets.token + ""',
    'secrets.token.name',
    '[secrets.token].join()',
    'JSON.stringify(secrets)',
    'secrets.token === "a"',
    'secrets.token.length',
    'String(secrets.token)',
    '({})[secrets.token]',
    '[secrets.token].sort()',
    '-secrets.token',
    'secrets.token.trim()',
    'encodeURIComponent(secrets.token)',
    '[secrets.token].groupBy()',
    '[secrets.token, secrets.token].max()',
  ])('does not read a secret: %s', (source) => {
    expect(() => resolveTemplate(`{{ ${source} }}`, scope)).toThrow(
      expect.objectContaining({ code: 'EXPR_SECRET' }),
    );
  });

  it('leaves the binding as it is, or null, by the policy for missing keys', () => {
    const roots = { input: {} };
    expect(resolveTemplate('a {{ input.x.y }} b', testScope(roots, 'literal'))).toBe(
      'a {{ input.x.y }} b',
    );
    expect(resolveTemplate('{{ input.x.y }}', testScope(roots, 'null'))).toBeNull();
    expect(() => resolveTemplate('{{ 1 + }}', testScope(roots, 'literal'))).toThrow(
      ExpressionError,
    );
  });
});

describe('resolveValue', () => {
  it('resolves inside lists and objects, keeps what has no binding, and skips keys', () => {
    const plain = { deep: [1, 'x'] };
    const resolved = resolveValue(
      { a: '{{ input.n }}', code: '{{ not touched', plain, list: ['{{ input.name }}', 1] },
      scope,
      { skipKeys: ['code'] },
    );
    expect(resolved).toEqual({ a: 2, code: '{{ not touched', plain, list: ['Ada', 1] });
    expect((resolved as { plain: unknown }).plain).toBe(plain);
    expect(resolveValue(plain, scope)).toBe(plain);
  });

  it('says where in the value and where in its text it failed', () => {
    const failing = () => resolveValue({ headers: [{ value: 'Hi {{ input.nam }}' }] }, scope);
    expect(failing).toThrow(
      expect.objectContaining({
        code: 'EXPR_UNDEFINED',
        kind: 'user',
        message: 'input.nam does not exist: input has the keys name, n, list, braces, nothing',
        hint: 'Did you mean "name"?',
        path: ['headers', 0, 'value'],
        range: { from: 6, to: 15 },
      }),
    );
  });
});
