import type { RunEventType } from '@shared/runs/events';

/**
 * The moments in the life of a batch of events at which it matters whether the process ends.
 * `in-commit`: written, and the transaction is open still; only where this thread writes.
 */
export type JournalMoment = 'before-commit' | 'in-commit' | 'after-commit-before-ack' | 'after-ack';

/**
 * Those in the life of a backup. `in-backup`: pages of it are still to be copied. `after-backup-copy`: it is whole
 * and checked, and has no name yet by which it counts. `after-backup`: it counts, and one too many is still there.
 */
export type BackupMoment = 'in-backup' | 'after-backup-copy' | 'after-backup';

/** Called at each of them, by proofs that end the process there. Nothing in the app has one. */
export type AtMoment = (
  moment: JournalMoment | BackupMoment,
  types: readonly RunEventType[],
) => void;
