import type { Breakpoint, BreakpointStatus, ErrorStops } from '@shared/debug/breakpoints';
import type { CodePause, CodeTarget } from '@shared/debug/code-target';
import type { Branch, StepMode, Stop, StopEdit } from '@shared/debug/stops';
import type { RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { RunState } from '@shared/runs/state';
import type { Again } from '../engine/gates/debug-port';

// A run under the debugger, as the engine sees it: it knows no protocol. The adapter in adapter/
// turns it into the Debug Adapter Protocol for the studio's panels and for other editors.

export type SessionEvent =
  | { readonly type: 'stopped'; readonly stop: Stop }
  | { readonly type: 'continued'; readonly branch: number }
  | { readonly type: 'branches' }
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  /** A log point, or a condition that failed. */
  | {
      readonly type: 'output';
      readonly category: 'console' | 'stdout' | 'stderr';
      readonly text: string;
      readonly step?: string;
      readonly line?: number;
    }
  | { readonly type: 'breakpoint'; readonly status: BreakpointStatus }
  | { readonly type: 'ended'; readonly state: RunState };

export interface DebugSession {
  readonly run: RunId;
  /** As in RunHandle. */
  readonly done: Promise<RunState>;
  branches(): readonly Branch[];
  /** Everything that stands still, the one that stopped first in front. */
  stops(): readonly Stop[];
  /** `all`: when one branch stops, the others stop at their next gate; `one`: they go on. */
  hold: 'all' | 'one';
  setBreakpoints(breakpoints: readonly Breakpoint[]): readonly BreakpointStatus[];
  setErrorStops(stops: ErrorStops): void;
  /** Stops a branch, or all, at the next gate or line. */
  pause(branch?: number): void;
  /** Lets a branch go on, and with `all` the others too. */
  resume(branch: number, how: 'continue' | StepMode, all?: boolean): void;
  /** Goes on until before that step, in any branch; a breakpoint on the way still stops. */
  runTo(branch: number, step: string): void;
  /**
   * Set next step: `step` is of the same graph. What lies between is skipped, what is done again is
   * open again. An unsafe step that has happened gives what it gave, or a person is asked, unless `live`.
   */
  jump(stop: number, step: string, again?: Again): Promise<void>;
  /** Does the step of the stop again, with the input it had, or with other settings (as in the file). */
  restart(stop: number, config?: JsonObject, again?: Again): Promise<void>;
  /** The step does not run (again): this is its output. `taken`: its ports, all when absent. */
  skip(stop: number, output: JsonValue, taken?: readonly string[]): Promise<void>;
  edit(stop: number, edit: StopEdit): Promise<void>;
  /** Steps whose settings were changed in this session, as they are now. */
  overrides(): ReadonlyMap<string, JsonObject>;
  /** Of a stop inside code. */
  code(stop: number): { readonly target: CodeTarget; readonly pause: CodePause } | null;
  cancel(reason: string): Promise<void>;
  /** The debugger goes away: what stands still goes on, or the run is cancelled, or it stays paused. */
  detach(then: 'continue' | 'cancel' | 'stay'): Promise<void>;
  on(listener: (event: SessionEvent) => void): () => void;
}
