import { describe, expect, it } from 'vitest';
import { declareType } from './declare';
import { labelOf, spokenType } from './label';
import { typeOfExample } from './of-value';
import { typeOfSchema } from './of-schema';
import { literalOf, nullType, numberType, textType } from './type';
import { unionOf } from './union';

const order = {
  type: 'object',
  required: ['id', 'lines'],
  properties: {
    id: { type: 'integer' },
    total: { type: 'number', description: 'With */ tax.' },
    state: { enum: ['open', 'paid'] },
    'ship to': { type: ['string', 'null'] },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
  },
  $defs: { line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } },
};

describe('labelOf', () => {
  it('writes a type as TypeScript does', () => {
    expect(labelOf(typeOfSchema(order), { most: 200 })).toBe(
      `{ id: number, total?: number, state?: 'open' | 'paid', "ship to"?: string | null, lines: { sku: string }[] }`,
    );
    expect(labelOf(typeOfExample([{ id: 1 }, { id: 2, total: 3 }]))).toBe(
      '{ id: number, total?: number }[]',
    );
    expect(labelOf(unionOf([textType, nullType, numberType]))).toBe('string | number | null');
  });

  it('leaves out what is inside where it would be too long, and never goes far beyond', () => {
    expect(labelOf(typeOfSchema(order), { most: 40 })).toBe(
      '{ id, total?, state?, "ship to"?, … }',
    );
    const wide = typeOfExample(
      Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`k${at}`, at])),
    );
    expect(labelOf(wide, { most: 120, keys: 90 }).length).toBeLessThanOrEqual(120);
  });

  it('says it in words', () => {
    expect(spokenType(unionOf([textType, nullType]))).toBe('text or null');
    expect(spokenType(unionOf(['a', 'b'].map(literalOf)))).toBe("'a' or 'b'");
  });
});

describe('declareType', () => {
  it('gives source that says the same, with what the author wrote', () => {
    expect(declareType(typeOfSchema(order))).toBe(
      `{ id: number; /** With *\\/ tax. */ total?: number; state?: "open" | "paid"; "ship to"?: string | null; lines: Array<{ sku: string }> }`,
    );
    expect(declareType(typeOfExample({ a: [1] }))).toBe('{ a: Array<number>; [key: string]: any }');
  });
});
