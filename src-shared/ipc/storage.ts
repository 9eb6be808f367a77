import { z } from 'zod';
import { call, event } from './define-contract';
import { nothing } from './schemas';

/** Runs stand still because nothing can be kept; null while all is well. */
export const storageStallSchema = z.object({
  code: z.string(),
  /** What happened and what to do, in words. */
  message: z.string(),
  hint: z.string(),
  /** Bytes to free before it can go on; null when that is not known. */
  bytesNeeded: z.number().nullable(),
  /** Bytes that are free now; null when that is not known or does not matter. */
  bytesFree: z.number().nullable(),
  since: z.number(),
});
export type StorageStall = z.infer<typeof storageStallSchema>;

export const storageContract = {
  state: call(
    nothing,
    z.object({
      stalled: storageStallSchema.nullable(),
      /** Bytes of the data file. */
      bytes: z.number(),
      runs: z.number(),
    }),
  ),
  /** Tries again to keep what waits; it is also tried every few seconds by itself. */
  resume: call(nothing, z.object({ resumed: z.boolean() })),
  /** Removes runs that the settings say are old enough, now. */
  prune: call(nothing, z.object({ runs: z.number(), bytes: z.number() })),
  onChanged: event(z.object({ stalled: storageStallSchema.nullable() })),
};
