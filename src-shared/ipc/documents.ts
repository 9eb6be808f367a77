import { z } from 'zod';
import { workflowIdSchema } from '../lib/ids';
import { call, event } from './define-contract';
import { nothing } from './schemas';

const textLimit = { limit: 30_000_000 };

export const openedDocumentSchema = z.object({
  id: workflowIdSchema,
  path: z.string().nullable(),
  /** What to edit: the draft when there is one, else the saved text. */
  text: z.string(),
  savedText: z.string(),
  /** The text comes from a draft that a crash or a closed window left behind. */
  recovered: z.boolean(),
  /** Its file is not there: deleted or moved. */
  fileMissing: z.boolean(),
  /** Made by a newer Stepwell: shown, not edited. */
  readOnly: z.boolean(),
  /** Made or edited here, or trusted by the user; else it runs without effects, code confined. */
  trusted: z.boolean(),
});
export type OpenedDocument = z.infer<typeof openedDocumentSchema>;

const referenceSchema = z.string().max(2_000);

/** What a workflow calls: see `CalledSet`. */
const calledSetSchema = z.object({
  self: z.string().nullable(),
  links: z
    .array(
      z.object({
        from: z.string().nullable(),
        reference: z.string(),
        to: z.string().nullable(),
        known: z.array(z.string()).readonly().optional(),
        why: z
          .object({
            code: z.enum(['WORKFLOW_MISSING', 'WORKFLOW_AMBIGUOUS', 'WORKFLOW_BROKEN']),
            message: z.string(),
            hint: z.string(),
          })
          .optional(),
      }),
    )
    .readonly(),
  workflows: z.array(z.object({ key: z.string(), hash: z.string(), text: z.string() })).readonly(),
});

export const calledAnswerSchema = z.object({
  /** Names this answer; `set` is null when the asker has it already. */
  stamp: z.string(),
  set: calledSetSchema.nullable(),
});
export type CalledAnswer = z.input<typeof calledAnswerSchema>;

export const documentsContract = {
  open: call(z.strictObject({ id: workflowIdSchema }), openedDocumentSchema),
  /** Journals the text as it is being edited; durable when it answers. */
  saveDraft: call(z.strictObject({ id: workflowIdSchema, text: z.string() }), nothing, textLimit),
  /** Makes the text the saved version, and writes the file when the workflow has one. */
  save: call(
    z.strictObject({ id: workflowIdSchema, text: z.string() }),
    z.object({ path: z.string().nullable() }),
    textLimit,
  ),
  /** Asks for a file, writes the text there and keeps it as the workflow's file; null = cancelled. */
  saveAs: call(
    z.strictObject({ id: workflowIdSchema, text: z.string() }),
    z.object({ path: z.string() }).nullable(),
    textLimit,
  ),
  /** Forgets the draft; answers the saved text. */
  discardDraft: call(z.strictObject({ id: workflowIdSchema }), z.object({ text: z.string() })),
  /** The user has looked at exactly this text and trusts it; its edits here are trusted too. */
  trust: call(z.strictObject({ id: workflowIdSchema, text: z.string() }), nothing, textLimit),
  /** The file behind a workflow was changed by another program. */
  onFileChanged: event(z.object({ id: workflowIdSchema, text: z.string(), trusted: z.boolean() })),
  /** The file behind a workflow is gone, or there again. */
  onFileMissing: event(z.object({ id: workflowIdSchema, missing: z.boolean() })),
  onTrustChanged: event(z.object({ id: workflowIdSchema, trusted: z.boolean() })),
  /** The workflows that the open one calls by these references, and those that they call. */
  called: call(
    z.strictObject({
      id: workflowIdSchema,
      references: z.array(referenceSchema).max(1_000),
      /** The stamp of the answer that is known. */
      seen: z.string().nullable(),
    }),
    calledAnswerSchema,
    { limit: 2_500_000 },
  ),
  /** A file that the answer about calls came from has changed. */
  onCalledChanged: event(z.object({ id: workflowIdSchema })),
  /** Asks for a file and writes bytes there, e.g. a picture that a step gave; null = cancelled. */
  saveData: call(
    z.strictObject({ suggestedName: z.string().min(1).max(200), base64: z.base64() }),
    z.object({ path: z.string() }).nullable(),
    textLimit,
  ),
  /** Opens the folder of the workflow's file in the system's file manager, the file selected. */
  showInFolder: call(z.strictObject({ id: workflowIdSchema }), nothing),
  /** Asks for a file or folder for a step's setting; null when cancelled. */
  choosePath: call(
    z.strictObject({ purpose: z.enum(['open', 'save']), title: z.string().max(200) }),
    z.object({ path: z.string() }).nullable(),
  ),
};
