import type { JsonValue } from '@shared/lib/json';
import type { StopPlace } from '@shared/runs/debug-events';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { ReadyConfig } from './config-plan';
import type { PauseRequest } from './gates/debug-port';

// What an attempt is given before it starts.

/** What stands in for a step that does not run. */
export interface StandIn {
  readonly output: JsonValue;
  /** Output ports that are taken; all of them when absent. */
  readonly taken?: readonly string[];
  /** A person had decided to skip it. */
  readonly skipped?: true;
}

/** What the settings of an attempt were resolved with. */
export interface RecordedStart {
  readonly key: string;
  readonly draws: readonly (number | string)[];
  /** A person had changed them. */
  readonly edited?: Recorded;
}

export interface GivenStart {
  readonly input: Recorded;
  readonly draws?: readonly (number | string)[] | undefined;
  readonly edited?: true | undefined;
}

/** What an attempt starts with. */
export interface PreparedStart {
  /** It stands in for the step; the step does not run. */
  readonly standIn: StandIn | null;
  readonly ready: (ReadyConfig & { readonly edited?: true | undefined }) | null;
  /** The start of the same attempt in a process before. */
  readonly again: Extract<RunEvent, { readonly type: 'step.started' }> | null;
  /** In a recorded run. */
  readonly key: string | null;
}

/**
 * It stood before its settings could be resolved. They are resolved anew when it goes on, for a person may
 * have changed what they depend on.
 */
export const unready: PreparedStart = Object.freeze({
  standIn: null,
  ready: null,
  again: null,
  key: null,
});

/** Where an attempt has to stand still, whatever the debugger says. */
export interface ForcedStop {
  readonly place: StopPlace;
  readonly request: PauseRequest;
}

/** An attempt stands still. */
export interface HeldMark {
  readonly place: StopPlace;
  /** Place `wait`: what it waited for has come, and it did not go on with it. */
  isDue: boolean;
}
