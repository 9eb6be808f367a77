import { describe, expect, it } from 'vitest';
import { analyzeTemplate } from './analyze';
import { evaluateExpression } from './evaluate';
import { resolveTemplate, resolveValue } from './resolve';
import { testScope } from './test-scope';

const million = 'x'.repeat(1_000_000);
const scope = testScope({
  input: {
    long: million,
    huge: 'y'.repeat(3_000_000),
    list: Array.from({ length: 100_000 }, (_, index) => index),
    deep: nested(300),
  },
});

describe('budgets', () => {
  it.each<[string, string]>([
    ['"x".repeat(2**29)', 'EXPR_MEMORY'],
    ['"x".repeat(1/0)', 'EXPR_MEMORY'],
    ['"".repeat(1/0)', ''],
    ['"x".padStart(2**30, "ab")', 'EXPR_MEMORY'],
    ['"x".padEnd(1e300)', 'EXPR_MEMORY'],
    ['range(2**31).join("ab")', 'EXPR_MEMORY'],
    ['Array.from({ length: 2**31 }).join("ab")', 'EXPR_MEMORY'],
    ['Array.from({ length: 999999 }).join("ab")', 'EXPR_BUDGET'],
    ['range(900000).map(n => n * 2)', 'EXPR_BUDGET'],
    ['range(1000).map(a => range(1000).map(b => a * b))', 'EXPR_BUDGET'],
    ['range(999).map(() => input.long.trim())', 'EXPR_MEMORY'],
    ['range(99).map(() => input.long.toUpperCase()).length', 'EXPR_MEMORY'],
    ['range(30).reduce(text => text + text, "x")', 'EXPR_MEMORY'],
    ['range(30).reduce(list => [...list, ...list], [1])', 'EXPR_BUDGET'],
    ['range(30).reduce(list => list.concat(list), [1])', 'EXPR_BUDGET'],
    ['range(30).reduce(list => [list, list], []).flat(1/0)', 'EXPR_BUDGET'],
    ['JSON.stringify(range(30).reduce(list => [list, list], []))', 'EXPR_MEMORY'],
    ['range(30).reduce(list => [list, list], [])', 'RESULT_TOO_LARGE'],
    ['range(1000).reduce(list => [list], [])', 'RESULT_NOT_JSON'],
    ['JSON.stringify(range(1000).reduce(list => [list], []))', 'EXPR_STACK'],
    ['String(range(1000).reduce(list => [list], []))', 'EXPR_STACK'],
    [
      'equals(range(1000).reduce(list => [list], []), range(1000).reduce(list => [list], []))',
      'EXPR_STACK',
    ],
    ['[range(1000).reduce(list => [list], [])].unique()', 'EXPR_STACK'],
    ['JSON.parse("[".repeat(1000))', 'EXPR_STACK'],
    ['JSON.parse("[".repeat(900000))', 'EXPR_STACK'],
    ['JSON.stringify(input.deep)', 'EXPR_STACK'],
    ['input.long + input.long', 'EXPR_MEMORY'],
    ['`${input.long}${input.long}`', 'EXPR_MEMORY'],
    ['[input.long, input.long].join()', 'EXPR_MEMORY'],
    ['input.huge.trim()', 'EXPR_MEMORY'],
    ['input.long.replaceAll("x", "yy")', 'EXPR_BUDGET'],
    ['input.long.replaceAll(/x/g, "yy")', 'EXPR_'],
    ['input.long.replace(/x+/, "$&$&")', 'EXPR_MEMORY'],
    ['input.long.replace(/x+/, "$&".repeat(1000))', 'EXPR_MEMORY'],
    ['input.huge.split("")', 'EXPR_MEMORY'],
    ['input.long.split("").map(x => x + x)', 'EXPR_BUDGET'],
    ['[...input.huge]', 'EXPR_MEMORY'],
    [
      'Math.max(...input.list, ...input.list, ...input.list.concat(input.list, input.list, input.list, input.list, input.list, input.list, input.list, input.list))',
      'EXPR_',
    ],
    ['range(100000).filter(() => input.long + "a" === input.long + "b")', 'EXPR_'],
    ['input.list.sort((a, b) => b - a).sort().sortBy(x => -x)', 'EXPR_BUDGET'],
    ['input.list.map(a => input.list.includes(-1))', 'EXPR_BUDGET'],
    ['input.list.map(a => input.list.indexOf(-1))', 'EXPR_BUDGET'],
    ['encodeURIComponent(input.long)', 'EXPR_MEMORY'],
    ['base64Encode(input.long)', 'EXPR_MEMORY'],
    ['"a".repeat(100000).matchAll(/a.*b|a/g).length', 'EXPR_BUDGET'],
    ['regex("((a{100}){100}){100}")', 'EXPR_SYNTAX'],
    ['regex("a".repeat(5000))', 'EXPR_MEMORY'],
    ['range(10000).map(n => regex("a" + n).test("x"))', 'EXPR_BUDGET'],
    [
      'range(5000).map(n => date("2026-01-01", "Europe/Berlin").startOf("month").diff("2020-01-01", "month"))',
      'EXPR_BUDGET',
    ],
    ['input.long.slug()', ''],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'EXPR_STACK'],
    [`${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'EXPR_STACK'],
    [`${'!'.repeat(20_000)}1`, 'EXPR_STACK'],
    [Array.from({ length: 2000 }, () => '1').join('+'), 'EXPR_STACK'],
    [`${'[1].map(x => '.repeat(70)}x${')'.repeat(70)}`, 'EXPR_STACK'],
    [`input${'.a'.repeat(20_000)}`, 'EXPR_STACK'],
    [`"${'x'.repeat(60_000)}"`, 'EXPR_SYNTAX'],
  ])('%s', (source, code) => {
    const outcome = codeOf(() => evaluateExpression(source, scope));
    expect(outcome).toMatch(code === '' ? /^ok$/ : new RegExp(`^${code}`));
  });

  it('can be smaller', () => {
    const budget = { operations: 100, depth: 3, size: 10 };
    expect(codeOf(() => evaluateExpression('range(5).map(n => n)', scope, budget))).toBe('ok');
    expect(codeOf(() => evaluateExpression('range(11)', scope, budget))).toBe('EXPR_MEMORY');
    expect(codeOf(() => evaluateExpression('range(9).map(a => range(9))', scope, budget))).toBe(
      'EXPR_BUDGET',
    );
    expect(codeOf(() => evaluateExpression('"abcdef".concat("ghijkl")', scope, budget))).toBe(
      'EXPR_MEMORY',
    );
    expect(
      codeOf(() =>
        evaluateExpression('[1].map(a => [a].map(b => [b].map(c => [c].at(0))))', scope, budget),
      ),
    ).toBe('EXPR_STACK');
  });

  it('holds for all bindings of a value together', () => {
    const heavy = '{{ range(1000).map(a => range(400).sum()).length }}';
    expect(resolveValue([heavy, heavy], scope)).toEqual([1000, 1000]);
    expect(
      codeOf(() => resolveValue({ texts: Array.from({ length: 99 }, () => heavy) }, scope)),
    ).toBe('EXPR_BUDGET');
    expect(codeOf(() => resolveTemplate(heavy.repeat(99), scope))).toBe('EXPR_BUDGET');
  });

  it.each([
    '{{/*}}',
    '{{{ }}',
    '{{`}}',
    "{{'}}",
    '{{"}}\n',
    '{{(/[}}',
    '{{ ${',
    '{{}}',
    '}}{{',
    '\\',
    '{{a/',
    '{{{{',
  ])('reads %j over and over in linear time', (part) => {
    const text = part.repeat(200_000);
    analyzeTemplate(text);
    expect(codeOf(() => resolveTemplate(text, scope))).toMatch(/^(ok|EXPR_[A-Z]+)$/);
  });

  it('lets ordinary work through', () => {
    const orders = Array.from({ length: 5000 }, (_, id) => ({
      id,
      customer: `c${id % 50}`,
      price: id / 7,
    }));
    const source = `Object.entries(input.orders.groupBy('customer'))
      .map(([customer, list]) => ({ customer, total: list.sum('price').round(2), n: list.length }))
      .sortBy('total', 'desc').first(3).map(c => \`\${c.customer}: \${c.total}\`).join('\\n')`;
    expect(evaluateExpression(source, testScope({ input: { orders } }))).toMatch(/^c49: /);
    const lines =
      'input.orders.reduce((text, order) => text + order.customer + " paid " + order.price + "\\n", "").length';
    expect(evaluateExpression(lines, testScope({ input: { orders } }))).toBeGreaterThan(100_000);
  });
});

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
