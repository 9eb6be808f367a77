import { describe, expect, it } from 'vitest';
import { draftOf, inputFields, parseDraft } from './input-fields';

const fields = inputFields({
  type: 'object',
  required: ['path', 'limit'],
  properties: {
    path: { type: 'string', title: 'File' },
    limit: { type: 'integer', default: 10 },
    level: { enum: ['low', 'high'] },
    dry: { type: 'boolean' },
    tags: { type: 'array' },
  },
});

describe('inputFields', () => {
  it('chooses a widget for each property', () => {
    expect(fields.map((field) => [field.key, field.label, field.widget, field.required])).toEqual([
      ['path', 'File', 'text', true],
      ['limit', 'limit', 'number', true],
      ['level', 'level', 'select', false],
      ['dry', 'dry', 'switch', false],
      ['tags', 'tags', 'json', false],
    ]);
  });

  it('gives one JSON field for an input that is not an object, and none for no schema', () => {
    expect(inputFields({ type: 'array' }).map((field) => field.widget)).toEqual(['json']);
    expect(inputFields(undefined)).toEqual([]);
  });
});

describe('parseDraft', () => {
  it('gives back what the draft was made from', () => {
    const input = { path: 'a.json', limit: 3, level: 'high', dry: true, tags: ['x'] };
    expect(parseDraft(fields, draftOf(fields, input))).toEqual({ input, errors: {} });
  });

  it('starts from defaults and leaves out what is empty', () => {
    expect(parseDraft(fields, draftOf(fields, { path: 'a' })).input).toEqual({
      path: 'a',
      limit: 10,
      dry: false,
    });
  });

  it('names what is wrong at the field', () => {
    const draft = { path: 'a', limit: '1.5', level: '', dry: false, tags: '[1,' };
    const { errors } = parseDraft(fields, draft);
    expect(Object.keys(errors)).toEqual(['limit', 'tags']);
    expect(errors['limit']).toBe('A whole number is needed here.');
  });
});

describe('constraints of a schema', () => {
  const limited = inputFields({
    type: 'object',
    required: ['amount', 'why'],
    properties: {
      amount: { type: 'number', minimum: 1, maximum: 50 },
      why: { type: 'string', minLength: 5 },
      day: { type: 'string', format: 'date' },
    },
  });
  const errorsOf = (draft: Record<string, string>) => parseDraft(limited, draft).errors;

  it('are told at the field before anything is sent', () => {
    expect(errorsOf({ amount: '80', why: 'no' })).toEqual({
      amount: 'At most 50.',
      why: 'At least 5 characters.',
    });
    expect(errorsOf({ amount: '', why: '' })).toEqual({
      amount: 'A value is needed here.',
      why: 'A value is needed here.',
    });
    expect(errorsOf({ amount: '20', why: 'because', day: 'soon' })).toEqual({
      day: 'A date: 2026-02-28.',
    });
  });

  it('allow an empty text where the schema does', () => {
    const free = inputFields({
      type: 'object',
      required: ['note'],
      properties: { note: { type: 'string' } },
    });
    expect(parseDraft(free, { note: '' })).toEqual({ input: { note: '' }, errors: {} });
  });
});
