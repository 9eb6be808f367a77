import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';

export type LibrarySort = 'updated' | 'name' | 'created' | 'steps' | 'run';

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * The entries whose name, description, folder, tags or file holds every word of the query, and those
 * whose steps do (`stepMatches`), in order.
 */
export function findEntries(
  entries: readonly LibraryEntry[],
  query: string,
  sort: LibrarySort,
  stepMatches: ReadonlyMap<WorkflowId, unknown> = new Map(),
): LibraryEntry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const { name, description, path, folder, tags } = entry;
    const text = [name, description, path ?? '', folder, ...tags].join(' ').toLocaleLowerCase();
    return stepMatches.has(entry.id) || words.every((word) => text.includes(word));
  });
  return found.sort((a, b) => compare(a, b, sort) || byName.compare(a.name, b.name));
}

function compare(a: LibraryEntry, b: LibraryEntry, sort: LibrarySort): number {
  switch (sort) {
    case 'updated':
      return b.updatedAt - a.updatedAt;
    case 'name':
      return byName.compare(a.name, b.name);
    case 'created':
      return b.createdAt - a.createdAt;
    case 'steps':
      return b.stepCount - a.stepCount;
    case 'run':
      return lastRunTime(b) - lastRunTime(a);
  }
}

/** A run that has not ended is the newest thing there is. */
function lastRunTime(entry: LibraryEntry): number {
  if (!entry.lastRun) return -1;
  return entry.lastRun.endedAt ?? Number.MAX_SAFE_INTEGER;
}
