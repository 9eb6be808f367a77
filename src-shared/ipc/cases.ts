import { z } from 'zod';
import { runIdSchema, workflowIdSchema } from '../lib/ids';
import { call } from './define-contract';
import { nothing } from './schemas';

/** Characters; larger ones are opened by their path. */
export const largestDroppedCase = 100_000_000;

const caseCursorSchema = z.object({
  seq: z.number().int().min(0),
  step: z.string().max(200).exactOptional(),
  /** `eachOrder[36]`; empty at the top level. */
  scope: z.string().max(10_000).exactOptional(),
});

export const openedCaseSchema = z.object({
  runId: runIdSchema,
  workflowId: workflowIdSchema,
  cursor: caseCursorSchema,
  watches: z.array(z.string()),
  note: z.string(),
  /** The file is not as it was written. */
  edited: z.boolean(),
});
export type OpenedCase = z.infer<typeof openedCaseSchema>;

/** Runs as files: cases, which open as they were left, and reports, which anybody can read. */
export const casesContract = {
  /** Writes a run with all that is needed to look at it again; null when the user thinks better of it. */
  export: call(
    z.strictObject({
      runId: runIdSchema,
      cursor: caseCursorSchema,
      watches: z.array(z.string().max(10_000)).max(1_000),
      note: z.string().max(100_000),
    }),
    z.object({ path: z.string() }).nullable(),
  ),
  /** Asks for a case file and takes it in, to be looked at; null when cancelled. */
  open: call(nothing, openedCaseSchema.nullable()),
  /** The same with the text of a file that was dropped: the window learns no path. */
  openText: call(
    z.strictObject({ name: z.string().min(1).max(255), text: z.string() }),
    openedCaseSchema,
    { limit: largestDroppedCase + 1_000 },
  ),
  /** Writes a report of a run, one HTML file; null when cancelled. */
  report: call(z.strictObject({ runId: runIdSchema }), z.object({ path: z.string() }).nullable()),
};
