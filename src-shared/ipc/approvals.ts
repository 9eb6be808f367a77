import { z } from 'zod';
import { workflowIdSchema } from '../lib/ids';
import { call, event } from './define-contract';
import { jsonSchema, nothing, stepAddressSchema } from './schemas';

/** Something a person has to approve or reject. */
export const approvalSchema = stepAddressSchema.extend({
  workflowId: workflowIdSchema.nullable(),
  workflowName: z.string(),
  title: z.string(),
  message: z.string().nullable(),
  /** JSON Schema 2020-12 of what the person fills in; null when there is nothing to fill in. */
  form: z.record(z.string(), jsonSchema).nullable(),
  assignee: z.string().nullable(),
  /** When it was asked for. */
  since: z.number(),
  /** When the step's default applies; null: never. */
  deadline: z.number().nullable(),
  /** The workflow is not trusted: its words are a stranger's. */
  restricted: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Longest title of a person and longest remark, in characters. */
const personLimit = 200;
const commentLimit = 10_000;

export const approvalsContract = {
  /** Approvals that are open in this profile, oldest first. */
  list: call(nothing, z.array(approvalSchema)),
  /** Durable when it answers; a second answer is STATE_CONFLICT, data that does not fit FORM_INVALID. */
  answer: call(
    z.strictObject({
      ...stepAddressSchema.shape,
      action: z.enum(['approve', 'reject']),
      /** What was filled in, by the form's schema. */
      data: jsonSchema.optional(),
      comment: z.string().max(commentLimit).optional(),
      by: z.string().max(personLimit).optional(),
    }),
    nothing,
  ),
  /** Moves the deadline; null takes it away. */
  postpone: call(
    z.strictObject({ ...stepAddressSchema.shape, deadline: z.number().nullable() }),
    nothing,
  ),
  /** Hands it to somebody else. */
  reassign: call(
    z.strictObject({ ...stepAddressSchema.shape, assignee: z.string().min(1).max(personLimit) }),
    nothing,
  ),
  /** Approvals were asked for, changed or answered; `open` is how many wait now. */
  onChanged: event(z.object({ open: z.number() })),
};
