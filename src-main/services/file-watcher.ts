import { stat } from 'node:fs/promises';
import type { WorkflowId } from '@shared/lib/ids';
import type { Clock } from '../engine/types';
import { readWorkflowFile } from './workflow-file';

// Notices when another program changes the file behind an open workflow. It looks at the file
// once a second: the system's own notifications miss changes on network folders and are lost when
// an editor saves by renaming, and one look costs nothing.

export interface FileWatcher {
  /** Watches the workflow's file; `text` is what is known to be in it. */
  watch(id: WorkflowId, path: string, text: string): void;
  stop(id: WorkflowId): void;
  /** Looks now. */
  check(): Promise<void>;
  close(): void;
}

interface Watched {
  readonly path: string;
  readonly text: string;
  readonly stamp: string | undefined;
  /** How often in a row it was not there. */
  readonly missed: number;
}

/** Editors that save by renaming leave a moment without a file: one look is not enough. */
const looksUntilGone = 2;

const interval = 1_000;

export interface FileWatcherEvents {
  readonly onChanged: (id: WorkflowId, text: string) => void;
  /** The file is gone, or there again. */
  readonly onMissing: (id: WorkflowId, missing: boolean) => void;
}

export function createFileWatcher(clock: Clock, events: FileWatcherEvents): FileWatcher {
  const files = new Map<WorkflowId, Watched>();
  let cancelNext: (() => void) | undefined;
  let closed = false;

  function scheduleNext(): void {
    if (closed || cancelNext || files.size === 0) return;
    cancelNext = clock.schedule(interval, () => {
      cancelNext = undefined;
      void check().finally(scheduleNext);
    });
  }

  async function check(): Promise<void> {
    for (const [id, known] of [...files]) await checkOne(id, known);
  }

  async function checkOne(id: WorkflowId, known: Watched): Promise<void> {
    const stamp = await stampOf(known.path);
    if (stamp === 'gone') {
      const missed = known.missed + 1;
      files.set(id, { ...known, missed, stamp: undefined });
      if (missed === looksUntilGone) events.onMissing(id, true);
      return;
    }
    if (known.missed >= looksUntilGone) events.onMissing(id, false);
    if (known.missed > 0) {
      known = { ...known, missed: 0 };
      files.set(id, known);
    }
    if (stamp === undefined || stamp === known.stamp) return;
    const text = await readWorkflowFile(known.path).catch(() => undefined);
    // Unreadable now (still being written, or deleted): the next look may see more. What was
    // saved by ourselves meanwhile is a new entry.
    if (text === undefined || files.get(id) !== known) return;
    files.set(id, { ...known, text, stamp });
    if (text !== known.text) events.onChanged(id, text);
  }

  return {
    watch(id, path, text) {
      // Without a stamp the first look reads the file and compares texts.
      files.set(id, { path, text, stamp: undefined, missed: 0 });
      scheduleNext();
    },
    stop: (id) => void files.delete(id),
    check,
    close() {
      closed = true;
      cancelNext?.();
      files.clear();
    },
  };
}

async function stampOf(path: string): Promise<string | 'gone' | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch (error) {
    // A folder that cannot be asked right now, as on a network, says nothing about the file.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? 'gone'
      : undefined;
  }
}
