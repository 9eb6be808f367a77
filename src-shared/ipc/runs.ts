import { z } from 'zod';
import { contentHashSchema, runIdSchema, workflowIdSchema } from '../lib/ids';
import type { RunEvent } from '../runs/events';
import { call, event } from './define-contract';
import {
  effectsPolicySchema,
  errorDataSchema,
  jsonSchema,
  nothing,
  scopePathSchema,
  secretsSchema,
  stepAddressSchema,
} from './schemas';

export const runStatusSchema = z.enum([
  'queued',
  'running',
  'paused',
  'waiting',
  'completed',
  'failed',
  'cancelled',
  'interrupted',
]);

/** See src-shared/runs/cost.ts. */
const costSumSchema = z.object({
  amounts: z.record(z.string(), z.number()),
  unknown: z.number(),
});

export const runSummarySchema = z.object({
  id: runIdSchema,
  workflowId: workflowIdSchema.nullable(),
  workflowName: z.string(),
  versionHash: contentHashSchema,
  status: runStatusSchema,
  startedBy: z.string(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  error: errorDataSchema.nullable(),
  eventCount: z.number(),
  /** The workflow was not trusted: no effects, and code ran confined. */
  restricted: z.boolean(),
  effects: effectsPolicySchema,
  /** It ran this step by itself. */
  onlyStep: z.string().nullish(),
  /** About what it takes on disk. */
  bytes: z.number(),
  /** Pinned: never removed by itself. */
  kept: z.boolean(),
  /** What its attempts cost; null when nothing does. */
  cost: costSumSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** What happens to the effects of a run; `mock` has outputs by step id, besides the file's pins. */
export const effectsRequestSchema = z.union([
  z.enum(['live', 'record']),
  z.strictObject({ replay: runIdSchema }),
  z.strictObject({ mock: z.record(z.string(), jsonSchema) }),
]);
export type EffectsRequest = z.infer<typeof effectsRequestSchema>;

/** A step that is to run by itself. */
export const oneStepSchema = z.strictObject({
  step: z.string().min(1).max(200),
  /** The run that gives what stands in for the steps before; the input is taken from it, too. */
  from: runIdSchema.nullable(),
  /** Where the step is in that run; null: where the graph around it ran last. */
  path: scopePathSchema.nullable(),
});
export type OneStepChoice = z.infer<typeof oneStepSchema>;

/** A step that may have had its effect when the process ended; somebody has to say. */
export const pendingDecisionSchema = stepAddressSchema.extend({
  workflowId: workflowIdSchema.nullable(),
  workflowName: z.string(),
  attempt: z.number(),
  /** When it was found interrupted. */
  since: z.number(),
});
export type PendingDecision = z.infer<typeof pendingDecisionSchema>;

// Events are checked where they are made (the types) and where they are read from the database;
// here only their envelope is, because thousands pass every second.
const runEventSchema = z.custom<RunEvent>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'seq' in value &&
    typeof value.seq === 'number',
);

/** Which runs, over all workflows; what is absent does not matter. */
const runQuery = {
  workflowId: workflowIdSchema.optional(),
  statuses: z.array(runStatusSchema).max(8).optional(),
  /** In the workflow's name, the error or the id. */
  text: z.string().max(200).optional(),
  /** Created at or after, and before. */
  since: z.number().optional(),
  until: z.number().optional(),
};
export const runQuerySchema = z.strictObject(runQuery);
export type RunQueryInput = z.infer<typeof runQuerySchema>;

export const runStatisticsSchema = z.object({
  total: z.number(),
  /** By status; those without any are absent. */
  counts: z.record(z.string(), z.number()),
  /** The latest runs that have ended, the oldest of them first. */
  ended: z.array(
    z.object({
      id: runIdSchema,
      workflowId: workflowIdSchema.nullable(),
      workflowName: z.string(),
      status: runStatusSchema,
      createdAt: z.number(),
      duration: z.number(),
      cost: costSumSchema.nullable(),
    }),
  ),
  /** Steps of the asked workflow, the one that takes longest first. */
  steps: z.array(
    z.object({
      step: z.string(),
      count: z.number(),
      failed: z.number(),
      median: z.number().nullable(),
      slow: z.number().nullable(),
      longest: z.number().nullable(),
    }),
  ),
  /** What its steps cost together in those runs, the dearest first. */
  costs: z.array(z.object({ step: z.string(), runs: z.number(), cost: costSumSchema })),
  /** Every workflow that has runs, also those that are gone. */
  workflows: z.array(z.object({ id: workflowIdSchema, name: z.string() })),
});
export type RunStatistics = z.infer<typeof runStatisticsSchema>;

export const runsContract = {
  /** Starts a run of the text as it stands; the text is pinned as an immutable version. */
  start: call(
    z.strictObject({
      workflowId: workflowIdSchema,
      text: z.string(),
      input: jsonSchema,
      /** Values for this run only, kept in memory, by secret name. */
      secrets: secretsSchema,
      /** Repeating a call with the same key starts nothing new. */
      requestKey: z.string().min(8).max(100),
      /** `live` when absent. */
      effects: effectsRequestSchema.optional(),
      /** One step by itself; what others give comes from another run, where there is one. */
      only: oneStepSchema.optional(),
    }),
    z.object({ runId: runIdSchema }),
    { limit: 30_000_000 },
  ),
  cancel: call(z.strictObject({ runId: runIdSchema }), nothing),
  /** Goes on with a run that failed, was cancelled or interrupted; what had finished stays. */
  resume: call(z.strictObject({ runId: runIdSchema, secrets: secretsSchema }), nothing),
  /** Says what happened to an interrupted step; `output` is the step's output for `done`. */
  decide: call(
    z.strictObject({
      ...stepAddressSchema.shape,
      decision: z.enum(['retry', 'done', 'skip']),
      output: jsonSchema.optional(),
    }),
    nothing,
    { limit: 20_000_000 },
  ),
  /** Interrupted steps that wait for `decide`, oldest first; of one run, or of all. */
  decisions: call(
    z.strictObject({ runId: runIdSchema.optional() }),
    z.array(pendingDecisionSchema),
  ),
  list: call(
    z.strictObject({
      workflowId: workflowIdSchema.optional(),
      /** Only runs created before this one. */
      before: runIdSchema.optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ runs: z.array(runSummarySchema), more: z.boolean() }),
  ),
  /** Runs of all workflows, newest first. */
  search: call(
    z.strictObject({
      ...runQuery,
      before: runIdSchema.optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ runs: z.array(runSummarySchema), more: z.boolean() }),
  ),
  statistics: call(runQuerySchema, runStatisticsSchema),
  /** What runs of a workflow usually take, from those that completed. */
  times: call(
    z.strictObject({ workflowId: workflowIdSchema }),
    z.object({ run: z.number().nullable(), steps: z.record(z.string(), z.number()) }),
  ),
  /** The events after `after`, in order, at most `limit`; `lastSeq` is the newest that exists. */
  events: call(
    z.strictObject({
      runId: runIdSchema,
      after: z.number().int().min(0),
      limit: z.number().int().min(1).max(10_000),
    }),
    z.object({ events: z.array(runEventSchema), lastSeq: z.number() }),
  ),
  /** The text the run was started from. */
  text: call(z.strictObject({ runId: runIdSchema }), z.object({ text: z.string() })),
  /** A workflow's text by its hash: what a run was started from, or has called. */
  versionText: call(z.strictObject({ hash: contentHashSchema }), z.object({ text: z.string() })),
  /** Runs of a workflow that were forked from others. */
  forks: call(
    z.strictObject({ workflowId: workflowIdSchema }),
    z.array(z.object({ run: runIdSchema, from: runIdSchema, at: z.number() })),
  ),
  /** A page of a large value's JSON text. */
  readBlob: call(
    z.strictObject({
      hash: contentHashSchema,
      offset: z.number().int().min(0),
      length: z.number().int().min(1).max(1_000_000),
    }),
    z.object({ text: z.string(), total: z.number() }),
  ),
  /** A page of a large array's items. */
  readItems: call(
    z.strictObject({
      hash: contentHashSchema,
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(1_000),
    }),
    z.object({ items: z.array(jsonSchema), total: z.number() }),
  ),
  /** Pins a run, so that it is never removed by itself, or no longer. */
  keep: call(z.strictObject({ runId: runIdSchema, kept: z.boolean() }), nothing),
  remove: call(z.strictObject({ runId: runIdSchema }), nothing),
  /** New events of one run, in order and without gaps; a listener that sees one asks `events`. */
  onEvents: event(z.object({ runId: runIdSchema, events: z.array(runEventSchema) })),
  /** A run was created or changed its status. */
  onChanged: event(z.object({ run: runSummarySchema })),
  /** Runs that a Stepwell that is gone had left behind go on here. */
  onRecovered: event(z.object({ runs: z.number() })),
};
