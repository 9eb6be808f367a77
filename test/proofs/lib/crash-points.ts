import type { RunEventType } from '@shared/runs/events';
import type { BackupMoment, JournalMoment } from '../../../src-main/storage/journal-moments';

// Names of the moments at which a process can be made to end, for `--at <name>`.

/** Moments around the commit of any events. */
const moments = ['before-commit', 'in-commit', 'after-commit-before-ack', 'after-ack'] as const;

/** Moments around what a step does outside. */
const effects = ['before-effect', 'after-effect'] as const;

/** Moments of a backup. */
const backups = ['in-backup', 'after-backup-copy', 'after-backup'] as const;

/** Events whose commit is worth a name. Those of `later` come only after an earlier crash. */
const events = [
  'run.created',
  'step.started',
  'step.waiting',
  'step.resumed',
  'step.completed',
  'scope.started',
  'scope.completed',
  'run.completed',
] as const satisfies readonly RunEventType[];
const later = [
  'run.resumed',
  'step.interrupted',
  'step.decided',
] as const satisfies readonly RunEventType[];

/** `before-step-completed`: it is about to be kept; `after-`: it is kept, and nobody was told. */
const prefixes: Readonly<Record<string, JournalMoment>> = {
  before: 'before-commit',
  in: 'in-commit',
  after: 'after-commit-before-ack',
};

export interface CrashPoint {
  readonly name: string;
  /** Null for what a step does outside. */
  readonly moment: JournalMoment | BackupMoment | null;
  /** Only when such an event is among those that are kept. */
  readonly type: RunEventType | null;
  /** There is nothing like it in a process that finds no interrupted runs. */
  readonly needsCrash: boolean;
}

export const crashPoints: readonly CrashPoint[] = [
  ...moments.map((moment) => ({ name: moment, moment, type: null, needsCrash: false })),
  ...effects.map((name) => ({ name, moment: null, type: null, needsCrash: false })),
  ...backups.map((moment) => ({ name: moment, moment, type: null, needsCrash: false })),
  ...[...events, ...later].flatMap((type) =>
    Object.entries(prefixes).map(([prefix, moment]) => ({
      name: `${prefix}-${type.replace('.', '-')}`,
      moment,
      type,
      needsCrash: (later as readonly string[]).includes(type),
    })),
  ),
];

/** The point of that name; throws with all names when there is none. */
export function crashPointOf(name: string): CrashPoint {
  const found = crashPoints.find((point) => point.name === name);
  if (found) return found;
  throw new Error(`--at is one of: ${crashPoints.map((point) => point.name).join(', ')}`);
}

/** Whether it is a moment of a backup. */
export function isOfBackup({ moment }: CrashPoint): boolean {
  return (backups as readonly (string | null)[]).includes(moment);
}

/** Whether a moment of the journal or of a backup is the point. */
export function isAt(
  { moment, type }: CrashPoint,
  now: JournalMoment | BackupMoment,
  types: readonly RunEventType[],
): boolean {
  return moment === now && (type === null || types.includes(type));
}
