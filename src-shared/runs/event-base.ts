import type { RunId } from '../lib/ids';
import type { ScopePath } from './scope-path';

/** Fields that every event has. `seq` counts 1, 2, 3… per run without gaps. */
export interface EventBase {
  readonly run: RunId;
  readonly seq: number;
  /** Wall-clock milliseconds since 1970; for people. Order comes from `seq`. */
  readonly time: number;
}

export interface StepEventBase extends EventBase {
  readonly step: string;
  readonly path: ScopePath;
}
