import type { LibraryEntry } from '@shared/ipc/library';

// Where one is in the library, and which workflows lie there.

export type LibraryPlace =
  | { readonly type: 'all' }
  | { readonly type: 'favourites' }
  | { readonly type: 'recent' }
  | { readonly type: 'folder'; readonly path: string }
  | { readonly type: 'tag'; readonly tag: string };

export const allWorkflows: LibraryPlace = { type: 'all' };

const mostRecent = 15;

/** The workflows at a place. A folder shows what lies in it, not what lies deeper. */
export function entriesAt(entries: readonly LibraryEntry[], place: LibraryPlace): LibraryEntry[] {
  switch (place.type) {
    case 'all':
      return [...entries];
    case 'favourites':
      return entries.filter((entry) => entry.favourite);
    case 'recent':
      return entries
        .filter((entry) => entry.openedAt !== null)
        .sort((a, b) => (b.openedAt ?? 0) - (a.openedAt ?? 0))
        .slice(0, mostRecent);
    case 'folder':
      return entries.filter((entry) => entry.folder === place.path);
    case 'tag':
      return entries.filter((entry) => entry.tags.includes(place.tag));
  }
}

export function samePlace(a: LibraryPlace, b: LibraryPlace): boolean {
  return placeKey(a) === placeKey(b);
}

export function placeKey(place: LibraryPlace): string {
  if (place.type === 'folder') return `folder:${place.path}`;
  return place.type === 'tag' ? `tag:${place.tag}` : place.type;
}

/** What stands above the list. */
export function placeTitle(place: LibraryPlace): string {
  switch (place.type) {
    case 'all':
      return 'Workflows';
    case 'favourites':
      return 'Favourites';
    case 'recent':
      return 'Recent';
    case 'folder':
      return place.path.split('/').at(-1) ?? place.path;
    case 'tag':
      return `#${place.tag}`;
  }
}

export interface FolderRow {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** Workflows in it and in the folders inside it. */
  readonly count: number;
}

/** All folders as rows of a tree, those around a folder included, by name. */
export function folderRows(
  folders: readonly string[],
  entries: readonly LibraryEntry[],
): FolderRow[] {
  const paths = new Set<string>();
  for (const folder of folders) {
    const names = folder.split('/');
    names.forEach((_, at) => paths.add(names.slice(0, at + 1).join('/')));
  }
  return [...paths]
    .sort((a, b) => comparePaths(a, b))
    .map((path) => ({
      path,
      name: path.split('/').at(-1) ?? path,
      depth: path.split('/').length - 1,
      count: entries.filter(({ folder }) => folder === path || folder.startsWith(`${path}/`))
        .length,
    }));
}

function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = (left[at] ?? '').localeCompare(right[at] ?? '', undefined, { numeric: true });
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Every tag with how many workflows have it, by name. */
export function tagCounts(entries: readonly LibraryEntry[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const tag of entries.flatMap((entry) => entry.tags)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}
