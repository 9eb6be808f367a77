import { z } from 'zod';
import { runIdSchema, workflowIdSchema } from '../lib/ids';
import { topicName } from '../steps/lib/topic';
import { call, event } from './define-contract';
import { jsonSchema, nothing, scopePathSchema } from './schemas';

/** An event as it was emitted. */
export const topicEventSchema = z.object({
  /** Emitting with the same id again emits nothing new. */
  id: z.string(),
  topic: z.string(),
  data: jsonSchema,
  /** Milliseconds since 1970. */
  time: z.number(),
});
export type TopicEvent = z.infer<typeof topicEventSchema>;

/** A step that waits for something from outside the run, or for a time. */
export const waitSchema = z.object({
  runId: runIdSchema,
  workflowId: workflowIdSchema.nullable(),
  workflowName: z.string(),
  path: scopePathSchema,
  step: z.string(),
  type: z.enum(['time', 'event', 'approval', 'decision']),
  /** The topic of an event. */
  topic: z.string().nullable(),
  reason: z.string(),
  since: z.number(),
  /** When it ends by itself; null: never. */
  until: z.number().nullable(),
});
export type Wait = z.infer<typeof waitSchema>;

export const topicsContract = {
  /** Keeps the event and gives it to every step that waits for it; durable when it answers. */
  emit: call(
    z.strictObject({
      topic: topicName(),
      data: jsonSchema,
      id: z.string().min(1).max(200).optional(),
    }),
    /** `repeated`: the id was there already. `waiting`: how many steps waited for the topic. */
    z.object({ id: z.string(), repeated: z.boolean(), waiting: z.number() }),
  ),
  /** The newest events first. */
  recent: call(
    z.strictObject({
      topic: topicName().optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.array(topicEventSchema),
  ),
  /** Everything that open runs wait for, oldest first. */
  waits: call(z.strictObject({ runId: runIdSchema.optional() }), z.array(waitSchema)),
  /** Something began or ended waiting. */
  onWaitsChanged: event(nothing),
};
