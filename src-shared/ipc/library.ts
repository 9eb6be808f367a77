import { z } from 'zod';
import { contentHashSchema, runIdSchema, workflowIdSchema } from '../lib/ids';
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
  /** The library's folder it lies in, such as `Finance/Monthly`; empty at the top. */
  folder: z.string(),
  favourite: z.boolean(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** When it was on screen last. */
  openedAt: z.number().nullable(),
  /** In the trash since. */
  deletedAt: z.number().nullable(),
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

/** Steps whose titles fit a search. */
export const stepMatchSchema = z.object({ id: workflowIdSchema, steps: z.array(z.string()) });
export type StepMatch = z.infer<typeof stepMatchSchema>;

export const savedVersionSchema = z.object({
  hash: contentHashSchema,
  savedAt: z.number(),
  /** `outside`: another program wrote the file. */
  how: z.enum(['made', 'saved', 'outside']),
  /** The saved text now. */
  current: z.boolean(),
});
export type SavedVersion = z.infer<typeof savedVersionSchema>;

const ids = z.array(workflowIdSchema).max(10_000);
const folder = z.string().max(500);
const tags = z.array(z.string().max(100)).max(50);

const textMatchSchema = z.object({
  line: z.number(),
  from: z.number(),
  to: z.number(),
  excerpt: z.string(),
  start: z.number(),
});

export const workflowMatchesSchema = z.object({
  id: workflowIdSchema,
  name: z.string(),
  matches: z.array(textMatchSchema),
  /** Those that are not listed included. */
  total: z.number(),
});
export type WorkflowMatches = z.infer<typeof workflowMatchesSchema>;

export const libraryContract = {
  list: call(nothing, z.array(libraryEntrySchema)),
  /** A new workflow: empty, from a text, or from a shipped sample. */
  create: call(
    z.strictObject({
      name: z.string().min(1).max(200).optional(),
      text: z.string().optional(),
      sample: z.string().optional(),
      /** The library's folder it goes to. */
      folder: folder.optional(),
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
  folders: call(nothing, z.array(z.string())),
  createFolder: call(z.strictObject({ path: folder }), nothing),
  /** Renames a folder or puts it elsewhere, with everything inside. */
  moveFolder: call(z.strictObject({ from: folder, to: folder }), nothing),
  /** What lies in it moves to the folder around it. */
  removeFolder: call(z.strictObject({ path: folder }), nothing),
  move: call(z.strictObject({ ids, folder }), nothing),
  setFavourite: call(z.strictObject({ ids, favourite: z.boolean() }), nothing),
  tag: call(z.strictObject({ ids, add: tags, remove: tags }), nothing),
  /** A workflow came to the screen: it is among the recent ones now. */
  opened: call(z.strictObject({ id: workflowIdSchema }), nothing),
  trash: call(nothing, z.array(libraryEntrySchema)),
  /** Removes workflows that are in the trash, for good; their runs stay. */
  purge: call(z.strictObject({ ids }), nothing),
  searchSteps: call(z.strictObject({ query: z.string().max(500) }), z.array(stepMatchSchema)),
  /** Words in the texts of all workflows, as they are edited now. */
  searchText: call(
    z.strictObject({ query: z.string().min(1).max(500) }),
    z.array(workflowMatchesSchema),
  ),
  /** Saved versions, newest first. */
  versions: call(z.strictObject({ id: workflowIdSchema }), z.array(savedVersionSchema)),
  versionText: call(
    z.strictObject({ id: workflowIdSchema, hash: contentHashSchema }),
    z.object({ text: z.string() }),
  ),
  onChanged: event(z.object({ ids: z.array(workflowIdSchema) })),
  /**
   * Main wants a workflow shown: a file was opened from outside, or somebody clicked on what the
   * desktop told of a run, which may ask a person for something.
   */
  onOpen: event(
    z.object({
      id: workflowIdSchema,
      run: z.object({ id: runIdSchema, asks: z.boolean() }).exactOptional(),
    }),
  ),
};
