import type { Attempt } from './scope';

/** Puts an attempt before a person. */
export interface Asker {
  ask(attempt: Attempt, asked: boolean): void;
}

export interface StepWorkOwner {
  /** Ends the bodies an attempt has left open. */
  cancelBodies(attempt: Attempt, reason: string): void;
  /** It has ended and its end is recorded: settle its edges when that is allowed. */
  onEnding(attempt: Attempt): void;
  /** The same step gets another attempt. */
  onRetry(attempt: Attempt, next: Attempt): void;
}
