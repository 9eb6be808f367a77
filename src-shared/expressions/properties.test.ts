import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTemplate } from './analyze';
import { ExpressionError } from './expression-error';
import { resolveTemplate, resolveValue } from './resolve';
import { parseTemplate } from './template';
import { testScope } from './test-scope';

const fragment = fc.constantFrom(
  ...'{{|}}|{|}|(|)|[|]|`|${|"|\'|\\|/|//|/*|*/|.|?.|..|...|=>|=|==|+|-|*|,|;|:|?|??|!|<|>|&|&&|#|@|$|_'.split(
    '|',
  ),
  ...'a|input|steps|map|x|constructor|__proto__|this|new|function|class|async|await|yield|in|of|1|0x|1e9|1n|null|undefined|NaN| |\n|\u2028|\ud800|é|😀|/a/g|repeat|length|JSON|Math|range'.split(
    '|',
  ),
);
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fragment, { maxLength: 25 }).map((parts) => parts.join('')),
);

describe('any text', () => {
  const roots = { input: { a: [1, { x: 'y' }] }, steps: {} };

  it('is resolved or refused with a code, and never changes its meaning when it has no binding', () => {
    fc.assert(
      fc.property(noise, (text) => {
        for (const template of [text, `{{ ${text} }}`]) {
          let value: unknown;
          try {
            value = resolveTemplate(template, testScope(roots), {
              operations: 10_000,
              depth: 16,
              size: 10_000,
            });
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
            expect((error as ExpressionError).code).toMatch(/^(EXPR|RESULT)_[A-Z_]+$/);
            continue;
          }
          if (!template.includes('{{')) expect(value).toBe(template);
          expect(value).not.toBeUndefined();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is taken apart without losing a character', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const written = parseTemplate(text).segments.map((segment) =>
          typeof segment === 'string' ? segment : text.slice(segment.from, segment.to),
        );
        expect(written.join('')).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is analysed with every place inside the text', () => {
    fc.assert(
      fc.property(noise, (noisy) => {
        const text = `a {{ ${noisy} }} b {{ input.a }}`;
        const { references, errors } = analyzeTemplate(text);
        for (const { range } of [...references, ...errors]) {
          expect(range?.from).toBeGreaterThanOrEqual(0);
          expect(range?.to).toBeLessThanOrEqual(text.length);
          expect(range?.from).toBeLessThanOrEqual(range?.to ?? -1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any data', () => {
  const json = fc
    .jsonValue({ maxDepth: 4 })
    .filter((value) => !/"(?:prototype|constructor|__\w+__)":/.test(JSON.stringify(value)));

  it('passes through a binding as it is, whatever braces it holds', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('', '{{ input }}', '}}', '{{'), (value, braces) => {
        const data = [value, braces];
        expect(resolveTemplate('{{ input }}', testScope({ input: data }))).toBe(data);
        expect(resolveTemplate('{{ [...input] }}', testScope({ input: data }))).toEqual(
          JSON.parse(JSON.stringify(data)),
        );
        expect(
          resolveTemplate('{{ JSON.parse(JSON.stringify(input)) }}', testScope({ input: data })),
        ).toEqual(JSON.parse(JSON.stringify(data)));
        expect(resolveTemplate('>{{ input }}', testScope({ input: data }))).toBe(
          `>${JSON.stringify(data)}`,
        );
      }),
    );
  });

  it('stands in an expression as a literal', () => {
    fc.assert(
      fc.property(json, (value) => {
        // Names that no expression may say.
        fc.pre(!/"(?:prototype|constructor|__\w+__)":/.test(JSON.stringify(value)));
        expect(resolveTemplate(`{{ ${JSON.stringify(value)} }}`, testScope({}))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('without bindings is given back as it is', () => {
    fc.assert(
      fc.property(json, (value) => {
        if (!JSON.stringify(value).includes('{{'))
          expect(resolveValue(value as never, testScope({}))).toBe(value);
      }),
    );
  });
});
