import type { z } from 'zod';

// How a request of the protocol is described: what it takes, when it may come, what it answers.

/**
 * `always`: at any time. `configuring`: after `initialize`. `debugging`: after `launch` or `attach`
 * was accepted, also once the run has ended: its past can still be looked at.
 */
export type RequestPhase = 'always' | 'configuring' | 'debugging';

export interface RequestCall {
  /** Aborted by `cancel`, and when the client goes. */
  readonly signal: AbortSignal;
  /** Runs once the response is sent: for events that may only follow it. */
  afterwards(work: () => void): void;
}

export interface RequestSpec<Context> {
  readonly phase: RequestPhase;
  readonly schema: z.ZodType;
  run(context: Context, given: unknown, call: RequestCall): unknown;
}

/** A request whose arguments `schema` has checked; unknown arguments are let pass, as the protocol grows. */
export function request<Context, S extends z.ZodType>(
  phase: RequestPhase,
  schema: S,
  run: (context: Context, given: z.output<S>, call: RequestCall) => unknown,
): RequestSpec<Context> {
  // `schema` is what makes `given` of the type that `run` wants.
  return { phase, schema, run: run as RequestSpec<Context>['run'] };
}

export type RequestTable<Context> = Readonly<Record<string, RequestSpec<Context>>>;
