import { z } from 'zod';

// The parts of Chrome's debugging protocol that are used here. What comes from a confined page is
// looked at before it is believed, so every lane goes through these.

const previewPropertySchema = z.object({
  name: z.string(),
  type: z.string(),
  subtype: z.string().optional(),
  value: z.string().optional(),
});
const entryPreviewSchema = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  description: z.string().optional(),
});
const previewSchema = z.object({
  overflow: z.boolean().optional(),
  properties: z.array(previewPropertySchema).default([]),
  entries: z
    .array(z.object({ key: entryPreviewSchema.optional(), value: entryPreviewSchema }))
    .optional(),
});

export const remoteObjectSchema = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  className: z.string().optional(),
  value: z.unknown().optional(),
  unserializableValue: z.string().optional(),
  description: z.string().optional(),
  objectId: z.string().optional(),
  preview: previewSchema.optional(),
});
export type RemoteObject = z.infer<typeof remoteObjectSchema>;
export type PreviewProperty = z.infer<typeof previewPropertySchema>;
export type EntryPreview = z.infer<typeof entryPreviewSchema>;

const locationSchema = z.object({
  scriptId: z.string(),
  lineNumber: z.number(),
  columnNumber: z.number().optional(),
});
export type Location = z.infer<typeof locationSchema>;

const scopeSchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  object: remoteObjectSchema,
});
const callFrameSchema = z.object({
  callFrameId: z.string(),
  functionName: z.string(),
  functionLocation: locationSchema.optional(),
  location: locationSchema,
  scopeChain: z.array(scopeSchema),
  this: remoteObjectSchema.optional(),
  returnValue: remoteObjectSchema.optional(),
});
export type CallFrame = z.infer<typeof callFrameSchema>;

const asyncFrameSchema = z.object({
  functionName: z.string(),
  scriptId: z.string(),
  lineNumber: z.number(),
  columnNumber: z.number(),
});
interface AsyncStack {
  callFrames: z.infer<typeof asyncFrameSchema>[];
  parent?: AsyncStack | undefined;
}
const asyncStackSchema: z.ZodType<AsyncStack> = z.lazy(() =>
  z.object({ callFrames: z.array(asyncFrameSchema), parent: asyncStackSchema.optional() }),
);
export type AsyncFrame = z.infer<typeof asyncFrameSchema>;

export const pausedSchema = z.object({
  reason: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
  hitBreakpoints: z.array(z.string()).default([]),
  callFrames: z.array(callFrameSchema),
  asyncStackTrace: asyncStackSchema.optional(),
});
export type Paused = z.infer<typeof pausedSchema>;

/** Several reasons at once come as `ambiguous`, with the list of them as data. */
export function reasonsOf(paused: Paused): ReadonlyMap<string, unknown> {
  if (paused.reason !== 'ambiguous') return new Map([[paused.reason, paused.data]]);
  const { reasons = [] } = ambiguousSchema.parse(paused.data ?? {});
  return new Map(reasons.map(({ reason, auxData }) => [reason, auxData]));
}

const ambiguousSchema = z.object({
  reasons: z.array(z.object({ reason: z.string(), auxData: z.unknown().optional() })).optional(),
});

export const evaluatedSchema = z.object({
  result: remoteObjectSchema,
  exceptionDetails: z
    .object({ text: z.string(), exception: remoteObjectSchema.optional() })
    .optional(),
});

export const propertiesSchema = z.object({
  result: z.array(z.object({ name: z.string(), value: remoteObjectSchema.optional() })),
  internalProperties: z
    .array(z.object({ name: z.string(), value: remoteObjectSchema.optional() }))
    .default([]),
});

export const boundSchema = z.object({ breakpointId: z.string(), actualLocation: locationSchema });
export const placesSchema = z.object({
  locations: z.array(locationSchema.extend({ type: z.string().optional() })),
});
