import { z } from 'zod';
import type { JsonValue } from '../lib/json';

/** Anything that is plain JSON. */
export const jsonSchema: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

/** Nothing to say, or nothing to answer. */
export const nothing = z.strictObject({});

export const errorDataSchema = z.object({
  code: z.string(),
  kind: z.enum(['user', 'operational', 'bug']),
  message: z.string(),
  hint: z.string().exactOptional(),
  place: z.object({ line: z.number(), column: z.number() }).exactOptional(),
  details: z.record(z.string(), jsonSchema).exactOptional(),
});
