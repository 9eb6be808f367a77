import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file larger than this is set aside as `main.old.log`. */
const sizeLimit = 1_000_000;

export interface MainLog {
  readonly file: string;
  error(message: string, error: unknown): void;
}

/** Faults of the main process, kept beside the user's data for a report. Never throws. */
export function createMainLog(profile: string): MainLog {
  const folder = join(profile, 'logs');
  const file = join(folder, 'main.log');
  return {
    file,
    error(message, error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > sizeLimit) {
          renameSync(file, join(folder, 'main.old.log'));
        }
        appendFileSync(file, `${new Date().toISOString()} ${message}\n${detail}\n\n`);
      } catch {
        // A log that cannot be written (full disk) must not stop what it reports about.
      }
    },
  };
}
