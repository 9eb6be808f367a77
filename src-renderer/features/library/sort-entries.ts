import type { LibraryEntry } from '@shared/ipc/library';

export type LibrarySort = 'updated' | 'name' | 'run';

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The entries whose name, description or file holds every word of the query, in order. */
export function findEntries(
  entries: readonly LibraryEntry[],
  query: string,
  sort: LibrarySort,
): LibraryEntry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const text = `${entry.name} ${entry.description} ${entry.path ?? ''}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.sort((a, b) => compare(a, b, sort) || byName.compare(a.name, b.name));
}

function compare(a: LibraryEntry, b: LibraryEntry, sort: LibrarySort): number {
  switch (sort) {
    case 'updated':
      return b.updatedAt - a.updatedAt;
    case 'name':
      return byName.compare(a.name, b.name);
    case 'run':
      return lastRunTime(b) - lastRunTime(a);
  }
}

/** A run that has not ended is the newest thing there is. */
function lastRunTime(entry: LibraryEntry): number {
  if (!entry.lastRun) return -1;
  return entry.lastRun.endedAt ?? Number.MAX_SAFE_INTEGER;
}
