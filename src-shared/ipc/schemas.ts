import { z } from 'zod';
import { runIdSchema } from '../lib/ids';
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

/** Values of secrets by name, for one run only; they stay in memory. */
export const secretsSchema = z.record(z.string(), z.string());

/** Where a step runs: one segment per enclosing container, outermost first. */
export const scopePathSchema = z
  .array(z.strictObject({ step: z.string(), iteration: z.number().int().min(0) }))
  .max(64);

/** One step of one run, in one iteration. */
export const stepAddressSchema = z.object({
  runId: runIdSchema,
  path: scopePathSchema,
  step: z.string(),
});

export const effectsPolicySchema = z.enum(['live', 'record', 'replay', 'mock']);
