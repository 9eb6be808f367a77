import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ErrorStops } from '@shared/debug/breakpoints';
import type { Stop } from '@shared/debug/stops';
import type { AppErrorData } from '@shared/errors/app-error';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import type { UnsafeStep } from '../dap/dap-error';
import type { DebugFrame, Moment, Override } from '../dap/stepwell-protocol';

/**
 * `off`: no session. `starting`: until the run exists. `running`: nothing that is looked at stands
 * still. `stopped`: a branch stands still, or a past moment is looked at. `ended`: the run is over
 * and no moment of it is looked at.
 */
export type DebugPhase = 'off' | 'starting' | 'running' | 'stopped' | 'ended';

/** The call stack of one branch. */
export interface Stack {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly frames: readonly DebugFrame[];
  /** More frames exist than were read. */
  readonly more: boolean;
  readonly error?: string;
}

export interface ScopesState {
  readonly status: 'none' | 'loading' | 'ready' | 'failed';
  readonly list: readonly DebugProtocol.Scope[];
  readonly error?: string;
}

/** The session wants to know whether effects may happen again. */
export interface EffectsAsked {
  readonly message: string;
  readonly hint?: string;
  readonly steps: readonly UnsafeStep[];
}

export interface DebuggerState {
  readonly phase: DebugPhase;
  readonly workflowId: WorkflowId | null;
  readonly runId: RunId | null;
  readonly capabilities: DebugProtocol.Capabilities;
  readonly moment: Moment | null;
  /** The run is over: its log can still be looked at. */
  readonly over: boolean;
  readonly hold: 'all' | 'one';
  /** The branch that is looked at. */
  readonly thread: number | null;
  readonly stacks: Readonly<Record<number, Stack>>;
  /** Id of the frame that is looked at. */
  readonly frame: number | null;
  readonly scopes: ScopesState;
  readonly overrides: readonly Override[];
  /** Which failures stop the session; null before it was told. */
  readonly errorStops: ErrorStops | null;
  readonly asked: EffectsAsked | null;
  /** Why the session could not start, or ended by itself. */
  readonly error: AppErrorData | null;
  /** A request that moves the run is on its way. */
  readonly busy: boolean;
}

export const noSession: DebuggerState = {
  phase: 'off',
  workflowId: null,
  runId: null,
  capabilities: {},
  moment: null,
  over: false,
  hold: 'all',
  thread: null,
  stacks: {},
  frame: null,
  scopes: { status: 'none', list: [] },
  overrides: [],
  errorStops: null,
  asked: null,
  error: null,
  busy: false,
};

/** Why a branch stands, for people: steps of a wire by what `wire` calls them. */
export function stopWords(stop: Stop, wire: (edge: string) => string): string {
  const { description, edge } = stop;
  return edge === undefined ? description : description.replace(edge, wire(edge));
}

/** The stop of the branch that is looked at. */
export function shownStop({ moment, thread }: DebuggerState): Stop | undefined {
  return moment?.stops.find((stop) => stop.branch === thread) ?? moment?.stops[0];
}

export function shownFrame({ stacks, thread, frame }: DebuggerState): DebugFrame | undefined {
  if (thread === null) return undefined;
  return stacks[thread]?.frames.find(({ id }) => id === frame);
}

/** Whether the frame that is looked at is the one where the branch stands. */
export function isTopFrame({ stacks, thread, frame }: DebuggerState): boolean {
  return thread === null || stacks[thread]?.frames[0]?.id === frame;
}

export function isLive({ moment }: DebuggerState): boolean {
  return moment?.live ?? true;
}
