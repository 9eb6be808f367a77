import { describe, expect, it } from 'vitest';
import { fieldsToSchema, freshFieldName, schemaToFields } from './schema-fields';

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string', title: 'Id', description: 'Of the order', pattern: '^o' },
    size: { type: 'integer', default: 3 },
    mode: { type: 'string', enum: ['fast', 'safe'] },
    anything: {},
  },
  required: ['id'],
};

describe('schema fields', () => {
  it('come back as the same schema, keywords the list does not show included', () => {
    const fields = schemaToFields(schema);
    expect(fields?.map((field) => [field.name, field.type, field.required])).toEqual([
      ['id', 'string', true],
      ['size', 'integer', false],
      ['mode', 'string', false],
      ['anything', 'any', false],
    ]);
    expect(fieldsToSchema(fields ?? [], schema)).toEqual(schema);
  });

  it('keep what the schema says besides its fields', () => {
    const closed = { $schema: 'x', type: 'object', properties: {}, additionalProperties: false };
    expect(fieldsToSchema(schemaToFields(closed) ?? [], closed)).toEqual(closed);
  });

  it('are refused where they would lose something', () => {
    expect(schemaToFields({ type: 'array' })).toBeNull();
    expect(schemaToFields({ oneOf: [] })).toBeNull();
    expect(schemaToFields({ properties: { a: { type: ['string', 'null'] } } })).toBeNull();
    expect(schemaToFields({ properties: { a: true } })).toBeNull();
    expect(schemaToFields({ properties: { a: { enum: [1, 2] } } })).toBeNull();
  });

  it('get a name of their own', () => {
    const fields = schemaToFields({ properties: { field2: {} } }) ?? [];
    expect(freshFieldName(fields)).toBe('field3');
  });
});
