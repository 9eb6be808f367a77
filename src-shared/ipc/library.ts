import { z } from 'zod';
import { workflowIdSchema } from '../lib/ids';
import { call, event } from './define-contract';
import { jsonSchema, nothing } from './schemas';

export const libraryEntrySchema = z.object({
  id: workflowIdSchema,
  name: z.string(),
  description: z.string(),
  /** The file it is saved to; null while it lives in the library only. */
  path: z.string().nullable(),
  stepCount: z.number(),
  /** There are edits that were not saved. */
  dirty: z.boolean(),
  /** False: it came from outside and runs without effects until the user trusts it. */
  trusted: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  lastRun: z.object({ status: z.string(), endedAt: z.number().nullable() }).nullable(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

export const sampleSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  stepCount: z.number(),
  /** Where it stands in the gallery. */
  category: z.string(),
  tags: z.array(z.string()),
  /** What a run gives, in one sentence. */
  gives: z.string(),
  /** The file itself: the gallery draws its graph. */
  text: z.string(),
  /** What a run with its first sample input gives. */
  expected: jsonSchema,
  /** What comes with it: data, and workflows it calls. */
  files: z.array(z.string()),
});
export type SampleEntry = z.infer<typeof sampleSchema>;

export const libraryContract = {
  list: call(nothing, z.array(libraryEntrySchema)),
  /** A new workflow: empty, from a text, or from a shipped sample. */
  create: call(
    z.strictObject({
      name: z.string().min(1).max(200).optional(),
      text: z.string().optional(),
      sample: z.string().optional(),
    }),
    z.object({ id: workflowIdSchema }),
    { limit: 30_000_000 },
  ),
  samples: call(nothing, z.array(sampleSchema)),
  duplicate: call(z.strictObject({ id: workflowIdSchema }), z.object({ id: workflowIdSchema })),
  /** Moves to the trash; `restore` takes it back. */
  remove: call(z.strictObject({ id: workflowIdSchema }), nothing),
  restore: call(z.strictObject({ id: workflowIdSchema }), nothing),
  /** Asks for a file and adds it; null when the user thinks better of it. */
  importFile: call(nothing, z.object({ id: workflowIdSchema }).nullable()),
  /** Adds the file at a path (drag and drop, command line); the same path gives the same entry. */
  openPath: call(
    z.strictObject({ path: z.string().max(4_096) }),
    z.object({ id: workflowIdSchema }),
  ),
  /** Writes a copy to a file the user chooses; null when cancelled. */
  exportFile: call(
    z.strictObject({ id: workflowIdSchema, text: z.string() }),
    z.object({ path: z.string() }).nullable(),
    { limit: 30_000_000 },
  ),
  /** Writes a picture, with the workflow in it, to a file the user chooses; null when cancelled. */
  exportPicture: call(
    z.strictObject({
      name: z.string().max(200),
      text: z.string(),
      picture: z.discriminatedUnion('format', [
        z.strictObject({ format: z.literal('svg'), svg: z.string() }),
        z.strictObject({ format: z.literal('png'), base64: z.base64() }),
      ]),
    }),
    z.object({ path: z.string() }).nullable(),
    { limit: 100_000_000 },
  ),
  onChanged: event(z.object({ ids: z.array(workflowIdSchema) })),
  /** Main wants a workflow shown: a file was opened from outside. */
  onOpen: event(z.object({ id: workflowIdSchema })),
};
