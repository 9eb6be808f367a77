import { z } from 'zod';
import { breakpointSchema, errorStopsSchema } from '../debug/breakpoints';
import { workflowIdSchema } from '../lib/ids';
import { call, event } from './define-contract';
import { nothing } from './schemas';

/** More than anybody sets by hand; a script that sets more is told. */
export const breakpointLimit = 20_000;

const breakpointList = z.array(breakpointSchema).max(breakpointLimit);

/** What one person wants to stop at in one workflow. */
export const personalStopsSchema = z.object({
  breakpoints: breakpointList,
  errorStops: errorStopsSchema,
});
export type PersonalStops = z.infer<typeof personalStopsSchema>;

/**
 * Personal breakpoints: kept in this profile and never in the file. Those of the file are in its
 * `breakpoints:` block; see src-shared/debug/effective-breakpoints.ts for both together.
 */
export const breakpointsContract = {
  list: call(z.strictObject({ workflowId: workflowIdSchema }), personalStopsSchema),
  /** Replaces all breakpoints of a workflow; `errorStops` only where given. */
  put: call(
    z.strictObject({
      workflowId: workflowIdSchema,
      breakpoints: breakpointList,
      errorStops: errorStopsSchema.optional(),
    }),
    nothing,
    { limit: 30_000_000 },
  ),
  onChanged: event(personalStopsSchema.extend({ workflowId: workflowIdSchema })),
};
