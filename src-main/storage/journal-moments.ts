import type { RunEventType } from '@shared/runs/events';

/**
 * The moments in the life of a batch of events at which it matters whether the process ends.
 * `in-commit`: written, and the transaction is open still; only where this thread writes.
 */
export type JournalMoment = 'before-commit' | 'in-commit' | 'after-commit-before-ack' | 'after-ack';

/** Called at each of them, by proofs that end the process there. Nothing in the app has one. */
export type AtMoment = (moment: JournalMoment, types: readonly RunEventType[]) => void;
