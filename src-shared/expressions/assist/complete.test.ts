import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTemplate } from '../analyze';
import { SecretRef } from '../types';
import { completeExpression, type CompletionContext } from './complete';
import { hoverExpression } from './hover';
import { signatureAt } from './signature';

const context: CompletionContext = {
  roots: {
    input: {
      schema: {
        type: 'object',
        properties: {
          customer: { type: 'string', description: 'Who pays.' },
          'two words': { type: 'number' },
          lines: {
            type: 'array',
            items: { type: 'object', properties: { sku: { type: 'string' } } },
          },
        },
      },
      doc: 'What the run was started with.',
    },
    steps: {
      value: {
        fetch: {
          status: 200,
          body: {
            orders: [
              { id: 1, price: 2 },
              { id: 2, note: 'x' },
            ],
          },
        },
        start: {},
      },
    },
    secrets: { value: { token: new SecretRef('token') } },
  },
};

/** Labels at the `|` in the text. */
function labels(marked: string): string[] {
  return completions(marked).map(({ label }) => label);
}

function completions(marked: string) {
  const offset = marked.indexOf('|');
  return completeExpression(marked.replace('|', ''), offset, context);
}

/** The text after the first suggestion with the label is taken. */
function accept(marked: string, label: string): string {
  const text = marked.replace('|', '');
  const item = completions(marked).find((each) => each.label === label);
  if (!item) throw new Error(`No suggestion "${label}" in ${labels(marked).join(', ')}`);
  return text.slice(0, item.range.from) + item.insert + text.slice(item.range.to);
}

describe('completeExpression', () => {
  it('offers roots, functions and groups where a name can stand', () => {
    for (const text of [
      '{{ | }}',
      '{{ |',
      '{{ 1 + | }}',
      '{{ [| }}',
      '{{ input.customer ? | }}',
      '{{ Math.max(1, |',
      '{{ { a: | } }}',
      '{{ `${|}` }}',
      'x {{ 1 }} {{ | }}',
    ]) {
      expect(labels(text), text).toEqual(
        expect.arrayContaining(['input', 'steps', 'secrets', 'date', 'range', 'Math', 'JSON']),
      );
    }
  });

  it('offers nothing outside of bindings and inside of texts', () => {
    for (const text of [
      'a | b',
      '{{ 1 }}| ',
      '|{{ 1 }}',
      '{{ "in|" }}',
      '{{ `te| ` }}',
      '{{ 12| }}',
      '{{ /re|/ }}',
      'no {| }',
    ]) {
      expect(labels(text), text).toEqual([]);
    }
  });

  it('offers keys from schemas and examples, in unfinished text too', () => {
    expect(labels('{{ input.| }}').slice(0, 3)).toEqual(['customer', 'two words', 'lines']);
    expect(labels('{{ steps.| }}').slice(0, 2)).toEqual(['fetch', 'start']);
    expect(labels('{{ steps.fetch.|')).toEqual(expect.arrayContaining(['status', 'body']));
    expect(labels('{{ steps.fetch?.body?.| }}')).toContain('orders');
    expect(labels('{{ (steps.fetch ?? input).| }}')).toContain('body');
    expect(labels('{{ steps["|').slice(0, 2)).toEqual(['fetch', 'start']);
    expect(labels('{{ secrets.| }}')).toContain('token');
    expect(labels('{{ secrets.token.| }}')).toEqual([]);
  });

  it('offers the methods of the type that is known', () => {
    expect(labels('{{ input.customer.| }}')).toEqual(
      expect.arrayContaining(['length', 'trim', 'match']),
    );
    expect(labels('{{ input.customer.| }}')).not.toContain('map');
    expect(labels('{{ input.lines.| }}').slice(0, 2)).toEqual(['[0]', 'length']);
    expect(labels('{{ now().add(1, "day").| }}')).toContain('startOf');
    expect(labels('{{ Math.| }}')).toEqual(expect.arrayContaining(['max', 'PI']));
    expect(labels('{{ "a,b".split(",")[0].toU| }}')).toEqual(['toUpperCase']);
    expect(labels('{{ steps.fetch.body.orders.keyBy("id").| }}')).toContain('mapValues');
    expect(labels('{{ unknown.x.| }}')).toEqual(expect.arrayContaining(['map', 'trim']));
  });

  it('knows what an arrow gets', () => {
    for (const text of [
      '{{ steps.fetch.body.orders.map(o => o.|) }}',
      '{{ steps.fetch.body.orders.filter(o => o.id > 1).map((o, i) => i + o.|',
      '{{ steps.fetch.body.orders.reduce((sum, o) => sum + o.|, 0) }}',
      '{{ steps.fetch.body.orders.sort((a, b) => a.id - b.|) }}',
      '{{ steps.fetch.body.orders.find(o => o.id === 1).| }}',
      '{{ steps.fetch.body.orders.map(o => ({ ...o })).at(0).| }}',
      '{{ steps.fetch.body.orders.first().| }}',
      '{{ [steps.fetch.body].map(({ orders: [first] }) => first.|',
    ]) {
      expect(labels(text), text).toEqual(expect.arrayContaining(['id', 'price', 'note']));
    }
    expect(labels('{{ steps.fetch.body.orders.map(order => |) }}')[0]).toBe('order');
    expect(labels('{{ input.lines.map(l => l.|) }}')).toContain('sku');
    expect(labels('{{ steps.fetch.body.mapValues((v, k) => k.|) }}')).toContain('trim');
  });

  it('narrows to what is typed, and replaces the whole word', () => {
    expect(labels('{{ steps.fe| }}')).toEqual(['fetch']);
    expect(accept('{{ steps.fe|x.body }}', 'fetch')).toBe('{{ steps.fetch.body }}');
    expect(accept('{{ in| }}', 'input')).toBe('{{ input }}');
    expect(accept('{{ input.| }}', 'two words')).toBe('{{ input["two words"] }}');
    expect(accept('{{ input?.t| }}', 'two words')).toBe('{{ input?.["two words"] }}');
    expect(accept("{{ input['| }}", 'two words')).toBe("{{ input['two words }}");
    expect(accept('{{ input.lines.| }}', '[0]')).toBe('{{ input.lines[0] }}');
    expect(accept('{{ input.customer.tr| }}', 'trim')).toBe('{{ input.customer.trim() }}');
    expect(accept('{{ input.lines.ma| }}', 'map')).toBe('{{ input.lines.map( }}');
  });

  it('describes what it offers', () => {
    expect(completions('{{ input.cu| }}')).toEqual([
      {
        label: 'customer',
        kind: 'property',
        detail: 'string',
        documentation: 'Who pays.',
        insert: 'customer',
        range: { from: 9, to: 11 },
      },
    ]);
    expect(completions('{{ steps.fetch.body.or| }}')[0]).toMatchObject({
      detail: '{ id, price?, note? }[]',
    });
    expect(completions('{{ inpu| }}')[0]).toMatchObject({
      kind: 'root',
      documentation: 'What the run was started with.',
    });
  });

  it('offers for any text only what leaves the binding readable', () => {
    const parts = fc.constantFrom(
      'steps',
      '.',
      'fetch',
      'body',
      'orders',
      '[0]',
      '(',
      ')',
      'map(',
      'o => ',
      'o',
      ' + ',
      '"x"',
      '`',
      '${',
      '}',
      '{',
      '?',
      ':',
      '?.',
      '1',
      ' ',
      '/',
      '}}',
      '{{',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 14 }), fc.nat(40), (pieces, at) => {
        const text = `{{ ${pieces.join('')} }}`;
        const offset = Math.min(at, text.length);
        for (const { range } of completeExpression(text, offset, context)) {
          expect(range.from).toBeGreaterThanOrEqual(2);
          expect(range.from).toBeLessThanOrEqual(offset);
          expect(range.to).toBeGreaterThanOrEqual(offset);
        }
        hoverExpression(text, offset, context);
      }),
      { numRuns: 1000 },
    );
  });

  it('offers keys whose reading the check accepts', () => {
    for (const text of ['{{ input.| }}', '{{ steps.fetch.| }}', '{{ input.lines.| }}']) {
      for (const { label, kind } of completions(text)) {
        if (kind === 'method') continue;
        expect(analyzeTemplate(accept(text, label)).errors).toEqual([]);
      }
    }
  });
});

describe('hoverExpression', () => {
  function hover(marked: string): string | null {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const found = hoverExpression(text, offset, context);
    return found && `${text.slice(found.range.from, found.range.to)}: ${found.markdown}`;
  }

  it('shows values and their types', () => {
    expect(hover('a {{ steps.fetch.sta|tus }}')).toBe(
      'status: ```ts\nsteps.fetch.status: number\n```\n\n```json\n200\n```',
    );
    expect(hover('{{ inp|ut.customer }}')).toBe(
      'input: ```ts\ninput: { customer?: string, "two words"?: number, lines?: { sku?: string }[] }\n```\n\nWhat the run was started with.',
    );
    expect(hover('{{ input.cust|omer.trim() }}')).toBe(
      'customer: ```ts\ninput.customer?: string\n```\n\nWho pays.',
    );
    expect(hover('{{ steps.fetch.body.orders.map(o => o.pr|ice) }}')).toContain('o.price?: number');
    expect(hover('{{ secrets.tok|en }}')).toBe('token: ```ts\nsecrets.token: secret\n```');
  });

  it('shows functions and methods with an example', () => {
    expect(hover('{{ input.customer.tr|im() }}')).toBe(
      'trim: `text.trim() → text`\n\nRemoves blanks and line breaks at both ends.\n\n`\'  hi \'.trim()` → `"hi"`',
    );
    expect(hover('{{ Math.flo|or(1) }}')).toContain('Math.floor(number) → number');
    expect(hover('{{ ra|nge(3) }}')).toContain('range(end)');
    expect(hover('{{ Math.P|I }}')).toContain('Math.PI');
  });

  it('is silent elsewhere', () => {
    expect([
      hover('a| {{ 1 }}'),
      hover('{{ 1| }}'),
      hover('{{ 1 +| }}'),
      hover('{{ "te|xt" }}'),
    ]).toEqual([null, null, null, null]);
  });
});

describe('signatureAt', () => {
  function signature(marked: string) {
    const offset = marked.indexOf('|');
    const found = signatureAt(marked.replace('|', ''), offset, context);
    return found && `${found.label} [${found.parameters[found.active] ?? ''}]`;
  }

  it('tells what is called, and which argument is being written', () => {
    expect(signature('{{ input.customer.padStart(|) }}')).toBe(
      "text.padStart(length, fill = ' ') → text [length]",
    );
    expect(signature("{{ input.customer.padStart(3, |'x') }}")).toContain("[fill = ' ']");
    expect(signature('{{ steps.fetch.body.orders.map(o => o.|')).toContain('list.map(');
    expect(signature('{{ steps.fetch.body.orders.map(o => Math.max(o.id, |')).toContain('Math.max');
    expect(signature('{{ dateOf(2026, 1, |) }}')).toContain('[day = 1]');
  });

  it('is silent elsewhere', () => {
    expect([
      signature('{{ input.cus|tomer }}'),
      signature('a | {{ now() }}'),
      signature('{{ now()| }}'),
    ]).toEqual([null, null, null]);
  });
});
