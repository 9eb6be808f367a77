import type { AppErrorData } from '../errors/app-error';
import type { ContentHash, RunId } from '../lib/ids';
import type { JsonObject } from '../lib/json';
import type { StepCost } from './cost';
import type { EventBase, StepEventBase } from './event-base';
import type { Recorded } from './recorded';

/**
 * Where a run stands still under the debugger. `before`: settings are resolved, the step has not
 * started. `after`: its output is there, no wire has carried it on. `wire`: the value is on that wire.
 * `error`: an attempt has failed and nothing has been made of it. `wait`: it waits, and does not go on
 * when its wait is over. `line`: inside its code.
 */
export type StopPlace = 'before' | 'after' | 'wire' | 'error' | 'wait' | 'line';

/** Why it stopped; the same words as the Debug Adapter Protocol where it has them. */
export type StopReason =
  | 'entry'
  | 'breakpoint'
  | 'function breakpoint'
  | 'data breakpoint'
  | 'exception'
  | 'step'
  | 'pause'
  | 'goto'
  | 'restart'
  /** Another branch has stopped and this one is held with it. */
  | 'held';

/** How a run went on from a stop. */
export type ContinueReason =
  | 'continue'
  | 'over'
  | 'into'
  | 'out'
  /** The step did not run (again): a person gave its output. */
  | 'skip'
  | 'restart'
  /** Another step is next: `scope.jumped` follows. */
  | 'goto'
  /** What stood still is gone, e.g. the process of its code. */
  | 'gone';

/** What a debugger, and the person at it, does to a run: part of its log like everything else. */
export type DebugEvent =
  /** A step stands still under the debugger; `run.continued` takes it back. */
  | (StepEventBase & {
      readonly type: 'run.paused';
      readonly attempt: number;
      readonly place: StopPlace;
      readonly reason: StopReason;
      /** The line of work that stands: 1 is the run's first. */
      readonly branch: number;
      /** Place `wire`: the edge's canonical text. */
      readonly edge?: string;
      /** Ids of the breakpoints that were hit. */
      readonly breakpoints?: readonly string[];
      /** Place `before`: the settings with bindings resolved, which the attempt will start with. */
      readonly input?: Recorded;
      /** Place `before`: what its bindings drew. */
      readonly draws?: readonly (number | string)[];
      /** Place `error`: what the attempt failed with. */
      readonly error?: AppErrorData;
      /** Place `error`: no other attempt may help, or in how many milliseconds one may. */
      readonly retry?: 'final' | number;
      /** Place `line`: where in the step's code, 1-based. */
      readonly line?: number;
      readonly column?: number;
    })
  | (StepEventBase & {
      readonly type: 'run.continued';
      readonly attempt: number;
      readonly place: StopPlace;
      readonly branch: number;
      readonly how: ContinueReason;
      /** How many steps still stand. */
      readonly left: number;
    })
  /** A person changed what a step gave, or what it is about to start with. */
  | (StepEventBase & {
      readonly type: 'step.changed';
      readonly what: 'output' | 'input';
      readonly value: Recorded;
    })
  /** A person changed the settings of a step for the rest of the run. */
  | (StepEventBase & {
      readonly type: 'step.overridden';
      /** As in the file, with bindings. */
      readonly config: JsonObject;
      /** Which workflow's step it is. */
      readonly workflow: ContentHash;
    })
  /** A person wants the step done again: `attempt` is the next one. */
  | (StepEventBase & {
      readonly type: 'step.restarted';
      readonly attempt: number;
      /** What it starts with; absent: its settings are resolved anew. */
      readonly input?: Recorded;
      /** It happens again, whatever happened before. */
      readonly live?: true;
      /** Of the attempt that is given up for it. */
      readonly cost?: StepCost;
    })
  /** A person set the next step: `step`, which stood still, gives way to `to` in the same graph. */
  | (StepEventBase & {
      readonly type: 'scope.jumped';
      readonly to: string;
      /** Steps that are as if they had never begun, with everything inside them. */
      readonly reset: readonly string[];
      /** Steps that take no port, whatever they had done. */
      readonly skipped: readonly string[];
      /** What is done again happens again. */
      readonly live?: true;
    })
  /** Everything before this was taken over from another run, up to its event `at`. */
  | (EventBase & {
      readonly type: 'run.forked';
      readonly from: RunId;
      readonly at: number;
      /** Effects happen again; absent: what had happened in the other run stands. */
      readonly live?: true;
    });
