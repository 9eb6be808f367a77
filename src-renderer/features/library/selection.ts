import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';

// Choosing several rows, as in any list of files.

/** The rows between two, both included, in the order of the list. */
export function rangeOf(
  entries: readonly LibraryEntry[],
  from: WorkflowId,
  to: WorkflowId,
): WorkflowId[] {
  const ids = entries.map((entry) => entry.id);
  const start = ids.indexOf(from);
  const end = ids.indexOf(to);
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

export function toggled(selected: ReadonlySet<WorkflowId>, id: WorkflowId): Set<WorkflowId> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What an action on a row is about: all chosen rows when it is one of them, else the row alone. */
export function targetsOf(
  entries: readonly LibraryEntry[],
  selected: ReadonlySet<WorkflowId>,
  entry: LibraryEntry,
): LibraryEntry[] {
  return selected.has(entry.id) ? entries.filter(({ id }) => selected.has(id)) : [entry];
}
