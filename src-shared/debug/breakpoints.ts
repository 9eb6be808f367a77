import { z } from 'zod';

// What a breakpoint is. It is anchored by what it stands at (a step's id, a wire's text, a line with
// its code), never by a position in the file, so that an edit never moves it silently.

const stepIdSchema = z.string().min(1).max(200);
/** An expression, with or without `{{ }}` around it. */
const expressionSchema = z.string().max(10_000);

export const breakpointTargetSchema = z.discriminatedUnion('type', [
  /** Before the step runs: its settings are resolved, it has no output. */
  z.strictObject({ type: z.literal('step'), step: stepIdSchema }),
  /** On a wire, named by its canonical text `a.out -> b.in`: after the value has passed. */
  z.strictObject({ type: z.literal('wire'), edge: z.string().min(1).max(500) }),
  /** A line of a code step's own code. `text` is that line as it was, to find it after an edit. */
  z.strictObject({
    type: z.literal('line'),
    step: stepIdSchema,
    /** 1-based, in the code of the step. */
    line: z.number().int().min(1),
    /** 1-based; an inline breakpoint. */
    column: z.number().int().min(1).optional(),
    text: z.string().max(1_000).optional(),
  }),
  /** Before every step of a kind. */
  z.strictObject({ type: z.literal('kind'), kind: z.string().min(1).max(100) }),
  /** When a value changes: `steps.fetch.body.total` or `vars.total`. */
  z.strictObject({ type: z.literal('data'), path: z.string().min(1).max(500) }),
]);
export type BreakpointTarget = z.infer<typeof breakpointTargetSchema>;

export const breakpointSchema = z.strictObject({
  /** Unique among the breakpoints of a workflow. */
  id: z.string().min(1).max(100),
  target: breakpointTargetSchema,
  enabled: z.boolean(),
  /** Stops only where this is true. On a line it is JavaScript of the code, elsewhere an expression. */
  condition: expressionSchema.optional(),
  /** `5` or `= 5`: at the fifth hit; `>= 5`, `> 5`, `<= 5`, `< 5`; `% 5`: at every fifth. */
  hitCondition: z.string().max(50).optional(),
  /** Text with `{{ }}` bindings that goes to the debug console instead of stopping. */
  logMessage: z.string().max(10_000).optional(),
  /** Another breakpoint that must have been hit before. */
  waitFor: z.string().max(100).optional(),
  /** Only in this iteration of the innermost loop, counted from 0. */
  iteration: z.number().int().min(0).optional(),
});
export type Breakpoint = z.infer<typeof breakpointSchema>;

export const errorStopsSchema = z.strictObject({
  /** Every failure of a step, also one that a retry, a policy or a catch takes care of. */
  all: z.boolean(),
  /** Failures that nothing takes care of: they would end the run. */
  uncaught: z.boolean(),
  /** Narrows both: sees `error` besides the usual roots. */
  condition: expressionSchema.optional(),
});
export type ErrorStops = z.infer<typeof errorStopsSchema>;

export const noErrorStops: ErrorStops = { all: false, uncaught: false };

/** Whether a breakpoint can be hit, and why not. */
export interface BreakpointStatus {
  readonly id: string;
  readonly verified: boolean;
  /** Not verified: why, and what to do. Verified: what is worth knowing, e.g. that its line moved. */
  readonly message?: string;
  /** Of a line: where it really stands. */
  readonly line?: number;
  readonly column?: number;
  /** How often it was hit in this session. */
  readonly hits: number;
}
