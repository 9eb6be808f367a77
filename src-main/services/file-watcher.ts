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
}

const interval = 1_000;

export function createFileWatcher(
  clock: Clock,
  onChanged: (id: WorkflowId, text: string) => void,
): FileWatcher {
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
    if (stamp === undefined || stamp === known.stamp) return;
    const text = await readWorkflowFile(known.path).catch(() => undefined);
    // Unreadable now (still being written, or deleted): the next look may see more. What was
    // saved by ourselves meanwhile is a new entry.
    if (text === undefined || files.get(id) !== known) return;
    files.set(id, { ...known, text, stamp });
    if (text !== known.text) onChanged(id, text);
  }

  return {
    watch(id, path, text) {
      // Without a stamp the first look reads the file and compares texts.
      files.set(id, { path, text, stamp: undefined });
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

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    // A file that is gone is not a changed text; saving or opening it will say so.
    return undefined;
  }
}
