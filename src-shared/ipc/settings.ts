import { z } from 'zod';
import { call, event } from './define-contract';
import { jsonSchema, nothing } from './schemas';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Mouse wheel zooms instead of panning. */
  wheelZooms: z.boolean(),
  /** View state by key (panel sizes, open workflow); never part of a document. */
  view: z.record(z.string(), jsonSchema),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = { theme: 'system', wheelZooms: false, view: {} };

export const settingsContract = {
  get: call(nothing, settingsSchema),
  /** Merges; `view` is merged by key. */
  update: call(settingsSchema.partial(), settingsSchema),
  onChanged: event(settingsSchema),
};
