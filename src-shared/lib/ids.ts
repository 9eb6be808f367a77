import { z } from 'zod';

// Branded ids: a run id can never be passed where a workflow id is wanted. The prefix
// stands in the value too, so that an id in a log says what it names.

/** Identifies a workflow in the library, e.g. `wf_01jd…`. */
export const workflowIdSchema = z
  .string()
  .regex(/^wf_[0-9a-z]{10,40}$/)
  .brand<'WorkflowId'>();
export type WorkflowId = z.infer<typeof workflowIdSchema>;

/** Identifies one run, e.g. `run_01jd…`. */
export const runIdSchema = z
  .string()
  .regex(/^run_[0-9a-z]{10,40}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** SHA-256 of a text or blob, 64 lower-case hexadecimal digits. */
export const contentHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ContentHash'>();
export type ContentHash = z.infer<typeof contentHashSchema>;

/** Where new ids come from; a parameter so that tests and replays choose them. */
export interface IdSource {
  runId(): RunId;
  workflowId(): WorkflowId;
  /** A fresh unguessable key, e.g. the idempotency key of a step attempt. */
  key(): string;
}
