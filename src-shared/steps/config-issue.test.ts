import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonValue } from '../lib/json';
import { plainIssue } from './config-issue';

function said(schema: z.ZodType, value: JsonValue): string[] {
  const parsed = schema.safeParse(value);
  const at = (path: readonly (string | number)[]): JsonValue | undefined =>
    path.reduce<JsonValue | undefined>(
      (inner, part) => (inner as Record<string | number, JsonValue> | undefined)?.[part],
      value,
    );
  return (parsed.error?.issues ?? []).map((issue) => {
    const { path, text } = plainIssue(issue, at);
    return `${path.join('.')} ${text}`.trim();
  });
}

describe('plainIssue', () => {
  it.each<[z.ZodType, JsonValue, string]>([
    [z.enum(['GET', 'POST']), 'FETCH', 'must be GET or POST, found the text "FETCH"'],
    [z.record(z.string(), z.string()), [], 'must be a map, found an empty list'],
    [z.number().int(), 0.5, 'must be a whole number, found the number 0.5'],
    [z.number().min(1), 0, 'must be at least 1, found the number 0'],
    [z.number().lt(5), 5, 'must be less than 5, found the number 5'],
    [z.string(), null, 'must be a text, found nothing'],
    [z.string().min(2), '', 'must be a text of at least 2 characters, found an empty text'],
    [z.array(z.string()).min(1), [], 'must be a list of at least 1 item, found an empty list'],
    [z.url(), 'here', 'must be a web address, found the text "here"'],
    [z.literal(true), false, 'must be true, found false'],
    [z.union([z.string(), z.number()]), [1], 'must be a text or a number, found a list'],
    [z.strictObject({}), { odd: 1 }, 'has no "odd"'],
  ])('says what should stand there, and what does', (schema, value, expected) => {
    expect(said(schema, value)).toEqual([expected]);
  });

  it('follows the alternative that only went wrong further inside', () => {
    const schema = z.union([z.string(), z.array(z.object({ size: z.number() }))]);
    expect(said(schema, [{ size: 'big' }])).toEqual([
      '0.size must be a number, found the text "big"',
    ]);
  });

  it('leaves the words of the schema’s author alone, and adds what is there', () => {
    const size = z.int({ error: 'must be a size from 1 to 3' });
    expect(said(size, 'big')).toEqual(['must be a size from 1 to 3, found the text "big"']);
    const told = z.custom(() => false, { error: 'must be a size, but is none' });
    expect(said(told, 1)).toEqual(['must be a size, but is none']);
    expect(said(z.string().min(1, 'names nothing'), '')).toEqual(['names nothing']);
    expect(
      said(
        z.string().refine(() => false, 'is silly'),
        'x',
      ),
    ).toEqual(['is silly']);
  });

  it('shortens long texts', () => {
    expect(said(z.number(), 'x'.repeat(10_000))[0]?.length).toBeLessThan(120);
  });
});
