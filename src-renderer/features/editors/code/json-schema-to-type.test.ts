import { describe, expect, it } from 'vitest';
import { jsonSchemaToType } from './json-schema-to-type';

describe('jsonSchemaToType', () => {
  it('writes scalars, literals and unions', () => {
    expect(jsonSchemaToType({ type: 'string' })).toBe('string');
    expect(jsonSchemaToType({ type: 'integer' })).toBe('number');
    expect(jsonSchemaToType({ enum: ['GET', 2, null] })).toBe('"GET" | 2 | null');
    expect(jsonSchemaToType({ const: true })).toBe('true');
    expect(jsonSchemaToType({ type: ['string', 'null'] })).toBe('string | null');
    expect(jsonSchemaToType({ anyOf: [{ type: 'string' }, { type: 'number' }] })).toBe(
      '(string) | (number)',
    );
  });

  it('keeps required and optional members apart and stays open to further keys', () => {
    const type = jsonSchemaToType({
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'integer' }, body: {} },
    });
    expect(type).toBe('{ "status": number; "body"?: any; [key: string]: any }');
  });

  it('closes an object that forbids further keys', () => {
    const type = jsonSchemaToType({
      properties: { id: { type: 'string' } },
      required: ['id'],
      additionalProperties: false,
    });
    expect(type).toBe('{ "id": string }');
  });

  it('follows references and stops at recursive ones', () => {
    const type = jsonSchemaToType({
      $ref: '#/$defs/tree',
      $defs: { tree: { type: 'array', items: { $ref: '#/$defs/tree' } } },
    });
    expect(type).toMatch(/^Array<Array<.*any.*>>$/);
  });

  it('cannot be broken out of by a description', () => {
    const type = jsonSchemaToType({
      properties: { a: { type: 'string', description: 'x */ evil' } },
    });
    expect(type).not.toContain('*/ evil');
  });

  it('answers any for what it does not know', () => {
    expect([undefined, true, {}, { type: 'odd' }].map(jsonSchemaToType)).toEqual([
      'any',
      'any',
      'any',
      'any',
    ]);
  });
});
