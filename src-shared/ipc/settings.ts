import { z } from 'zod';
import { call, event } from './define-contract';
import { jsonSchema, nothing } from './schemas';

/** Which finished runs are kept; a limit that is null does not apply. */
export const retentionSchema = z.object({
  /** Days since a run ended. */
  days: z.number().int().min(1).max(36_500).nullable(),
  /** Runs of one workflow. */
  runsPerWorkflow: z.number().int().min(1).max(1_000_000).nullable(),
  /** Bytes of all runs together; the oldest go first. */
  bytes: z.number().int().min(1_000_000).nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** Mouse wheel zooms instead of panning. */
  wheelZooms: z.boolean(),
  /** View state by key (panel sizes, open workflow); never part of a document. */
  view: z.record(z.string(), jsonSchema),
  retention: retentionSchema,
  /**
   * Changed shortcuts by command: a list of them; null stands for the usual ones. What cannot be
   * read as a list stays as it is stored until the user changes that command.
   */
  keys: z.record(z.string(), jsonSchema),
  /** The desktop tells when a run waits or ends while the window is not in front. */
  notifications: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  wheelZooms: false,
  view: {},
  retention: { days: null, runsPerWorkflow: null, bytes: null },
  keys: {},
  notifications: true,
};

export const settingsContract = {
  get: call(nothing, settingsSchema),
  /** Merges; `view` and `keys` are merged by key. */
  update: call(settingsSchema.partial(), settingsSchema),
  onChanged: event(settingsSchema),
};
