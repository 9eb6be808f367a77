import { afterEach, describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate';
import { ExpressionError } from './expression-error';
import { resolveTemplate } from './resolve';
import { testScope } from './test-scope';

/** What an escape must not reach: a function called in test scopes, which no expression may call. */
interface EscapePayload {
  readonly source: string;
  /** The code it fails with; absent when it harmlessly gives `value`. */
  readonly code?: string;
  readonly value?: unknown;
}

function refused(code: string, ...sources: readonly string[]): EscapePayload[] {
  return sources.map((source) => ({ source, code }));
}

/** Ways out that were tried on expression languages of other products, and some more. */
const escapeCorpus: readonly EscapePayload[] = [
  // Chains to the constructor of functions.
  ...refused(
    'EXPR_FORBIDDEN',
    'this.constructor.constructor("return process")()',
    '"".constructor.constructor("return process")()',
    '[].constructor.constructor("return this")()',
    '({}).constructor.constructor("return this")()',
    '(1).constructor.constructor("return this")()',
    '(x => x).constructor("return process")()',
    '[].map.constructor("return process")()',
    '[1].map(x => x.constructor)',
    'input?.constructor',
    'input["constructor"]',
    "input['__proto__']",
    'input.__proto__.polluted',
    'input.list.__proto__.concat',
    '[].constructor.prototype.map',
    'Object.prototype.constructor',
    'Array.prototype',
    'Object.constructor("return this")()',
    'Math.constructor.constructor("return this")()',
    'JSON.constructor',
    'input.prototype',
    '"a".__lookupGetter__("x")',
    '({}).__defineGetter__("x", () => 1)',
    'constructor',
    '__proto__',
    '[1].map((constructor) => constructor)',
    '[{ a: 1 }].map(({ constructor }) => constructor)',
    '[{ a: 1 }].map(({ __proto__: p }) => p)',
    '[{ a: 1 }].map(({ "constructor": c }) => c)',
    'input.constructor ?? 1',
    'typeof input.constructor',
  ),
  // The same with keys that are only known at run time.
  ...refused(
    'EXPR_FORBIDDEN',
    'input[`constructor`]',
    'input["constr" + "uctor"]',
    'input[["constructor"][0]]',
    'input[`${"__pro"}to__`]',
    'input["rotcurtsnoc".split("").reverse().join("")]',
    'input[String.fromCodePoint(99,111,110,115,116,114,117,99,116,111,114)]',
    'input[base64Decode("Y29uc3RydWN0b3I=")]',
    'input["CONSTRUCTOR".toLowerCase()]',
    'input?.["constructo" + "r"]',
    'input["\\u0063onstructor"]',
    'input.\\u0063onstructor',
    '["constructor"].map(key => input[key])',
    '({ [`__proto__`]: { polluted: 1 } })',
    '({ ["__pro" + "to__"]: { polluted: 1 } })',
    '"constructor" in input',
    '["__proto__"].groupBy()',
    '["__proto__"].countBy()',
    '[{ id: "__proto__", x: 1 }].keyBy("id")',
    'Object.fromEntries([["__proto__", { polluted: true }]])',
    '({ a: 1 }).mapKeys(() => "__proto__")',
    'JSON.parse(\'{"__proto__":{"polluted":true}}\')',
    'JSON.parse(\'{"a":[{"__proto__":1}]}\')',
    'JSON.parse(\'{"\\\\u005f_proto__":{"polluted":true}}\')',
    '({ ...input.evilData })',
    'input.get("constructor.constructor")',
    '[input].sum("constructor")',
    '[input].map(x => x)[0]["constructor"]',
  ),
  // Syntax that runs or changes something.
  ...refused(
    'EXPR_FORBIDDEN',
    '({ __proto__: { polluted: true } })',
    '({ "__proto__": { polluted: true } })',
    '({ get x() { return 1 } })',
    '({ set x(v) {} })',
    '({ toString() { return "x" } })',
    '({ async *gen() {} })',
    'new Function("return this")()',
    'new Array(2**31).join("ab")',
    'new Uint8Array(1<<30)',
    'new Proxy({}, {})',
    'Function("return process")()',
    'eval("1")',
    'require("fs")',
    'import("fs")',
    'import.meta.url',
    'globalThis.process',
    'globalThis',
    'this',
    'arguments',
    '(function () { return this })()',
    '(() => process)()',
    '(f => f(f))(f => f(f))',
    'class {}',
    '`${input}`.replace(/x/, class {})',
    'String.raw`\\u0063`',
    '((a, b) => a)`x`',
    'input.x = 1',
    'input.list[0]++',
    'delete input.list',
    '[a] = [1]',
    'input.list.push(1)',
    'input.list.splice(0)',
    'void 0',
    'input, input',
    'Reflect.get(input, "x")',
    'Symbol.iterator',
    'Promise.resolve(1)',
    '[1].map(async x => x)',
    '[1].map(x => { return x })',
    'input instanceof Object',
    'x => x',
    'input.list.map',
    'input.list["map"](x => x)',
    'input.list[`map`](x => x)',
    'input.list.map?.(x => x)',
    'Object',
    'Math',
    'Math.max',
    '[Math].map(m => m)',
    '[1].map(f => f())',
    '1n',
    'await 1',
  ),
  ...refused(
    'EXPR_UNKNOWN',
    'fetch("http://x")',
    'input.hasOwnProperty("x")',
    'Object.getPrototypeOf(input)',
    'Object.defineProperty(input, "x", {})',
    'Object.assign(input, { x: 1 })',
    '[].valueOf()',
    '"a".big()',
    'Math.foo',
    'setTimeout(1)',
    'input.fn()',
    'input.list.map(x => x).call(1)',
    '[].map.call([], 1)',
    '[1].map(x => x.toString.apply(x))',
    'process.exit(0)',
    'input.list.map(x => x.bind())',
  ),
  ...refused(
    'EXPR_UNDEFINED',
    'process',
    'process.env',
    'window',
    'global',
    'module',
    'input.toString',
    'input.valueOf',
    'input.hasOwnProperty',
    'input.list.x',
    'input.fn.length',
    'document.cookie',
  ),
  ...refused('EXPR_FORBIDDEN', '"abc".trim', 'input.list.concat', '(1).toFixed'),
  ...refused(
    'EXPR_TYPE',
    '[1].map(input.fn)',
    '[1].concat(input.fn)',
    'input.fn + 1',
    '[3, 1].sort(input.fn)',
    '"a".replace("a", input.fn)',
    'Array.from([1], input.fn)',
  ),
  ...refused(
    'RESULT_NOT_JSON',
    'input.fn',
    '[input.fn]',
    '{ a: [input.fn] }',
    'input.list.concat([input.map]).at(-1)',
    '[input.getter]',
    'input.instance',
    '[input.big]',
    '[input.symbol]',
  ),
  // Statements are no expressions.
  ...refused(
    'EXPR_SYNTAX',
    'for(;;){}',
    'while(true){}',
    'a; b',
    'return 1',
    'var a = 1',
    '1) + (2',
    'try {} catch {}',
    'debugger',
    'if (1) 2',
    '{}}',
    '<!-- x',
    '--> x',
    'yield 1',
    '#x in input',
    'super.x',
    'new.target',
  ),
  // Looks dangerous, does nothing.
  { source: '({ toString: 1, valueOf: 2 })', value: { toString: 1, valueOf: 2 } },
  { source: '`${{ toString: 1 }}`', value: '{"toString":1}' },
  { source: '"" + { valueOf: 1 }', value: '{"valueOf":1}' },
  { source: '({ toJSON: 1 })', value: { toJSON: 1 } },
  { source: '[{ then: 1 }].map(x => x)', value: [{ then: 1 }] },
  { source: 'JSON.parse(\'{"constructor":1}\').keys()', value: ['constructor'] },
  { source: '"{{ input }}"', value: '{{ input }}' },
  { source: '"$&$&".replace("$&", "$$&")', value: '$&$&' },
  { source: 'input?.toString ?? "none"', value: 'none' },
  { source: '"toString" in input', value: false },
  { source: 'Object.hasOwn(input, "toString")', value: false },
  { source: '/^(a+)+$/.test("a".repeat(40) + "!")', value: false },
  { source: '/^(([a-z])+.)+[A-Z]([a-z])+$/.test("a".repeat(5000))', value: false },
  { source: '/(a|aa)+$/.test("a".repeat(5000) + "b")', value: false },
  { source: 'regex("(x+x+)+y").test("x".repeat(5000))', value: false },
];

let called = 0;

function reached(): string {
  called++;
  return 'reached';
}

class Instance {
  value = 1;
}

// A scope holds JSON only; here it is given what a mistake of ours could let in.
const scope = testScope({
  input: {
    x: 1,
    list: [1, 2],
    fn: reached,
    map: reached,
    big: 10n,
    symbol: Symbol('s'),
    instance: new Instance(),
    evilData: JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    getter: {
      get thrown() {
        throw new Error('getter');
      },
    },
  },
});

afterEach(() => {
  expect(called).toBe(0);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Array.prototype.map).toBe(mapBefore);
});
const mapBefore = Array.prototype.map;

describe('ways out of the language', () => {
  it('are many', () => {
    expect(escapeCorpus.length).toBeGreaterThan(150);
  });

  it.each(escapeCorpus.map((payload) => [payload.source, payload] as const))(
    '%s',
    (source, { code, value }) => {
      const evaluate = () => evaluateExpression(source, scope);
      if (code === undefined) expect(evaluate()).toEqual(value);
      else expect(evaluate).toThrow(expect.objectContaining({ code, name: 'ExpressionError' }));
    },
  );

  it.each(escapeCorpus.map((payload) => [payload.source, payload] as const))(
    'in a template: %s',
    (source, { code }) => {
      try {
        const value = resolveTemplate(`{{ ${source} }}`, scope);
        // A payload such as `{}}` may end its binding early; then the rest is plain text.
        expect(JSON.stringify(value)).not.toContain('reached');
        if (code !== undefined) expect(typeof value).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
        expect((error as ExpressionError).message).not.toBe('');
      }
    },
  );
});
