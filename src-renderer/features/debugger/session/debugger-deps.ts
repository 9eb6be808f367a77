import type { AppErrorData } from '@shared/errors/app-error';
import type { BreakpointStatus } from '@shared/debug/breakpoints';
import type { DapEvents } from '../dap/stepwell-protocol';
import type { DebugPort } from './debugger-port';
import type { DebuggerState } from './debugger-state';
import type { Stopping } from './session-breakpoints';

/** What the debugger's store needs, and whom it tells. */
export interface DebuggerDeps {
  readonly port: DebugPort;
  /** What stops the session, personal and shared, also in the workflows that it calls. */
  readonly breakpoints: () => Promise<Stopping>;
  readonly onStatuses: (statuses: readonly BreakpointStatus[]) => void;
  readonly onOutput: (body: DapEvents['output']) => void;
  /** A branch came to stand, or a past moment is shown. */
  readonly onStopped: (state: DebuggerState) => void;
  /** Another frame is looked at, or the same with other values. */
  readonly onFrame: (state: DebuggerState) => void;
  readonly onError: (error: AppErrorData) => void;
}
