import type { WorkflowId } from '@shared/lib/ids';

export interface TabPlace {
  readonly id: WorkflowId;
  readonly name: string;
  /** Its file; null while it lives in the library only. */
  readonly path: string | null;
  /** The library's folder it lies in; empty at the top. */
  readonly folder: string;
}

/**
 * What tells tabs of one name apart, by workflow: as much of the end of each file's path as differs, or
 * the folder in the library. A name that is there once needs nothing.
 */
export function tabPlaces(tabs: readonly TabPlace[]): ReadonlyMap<WorkflowId, string> {
  const namesakes = new Map<string, TabPlace[]>();
  for (const tab of tabs) namesakes.set(tab.name, [...(namesakes.get(tab.name) ?? []), tab]);
  const places = new Map<WorkflowId, string>();
  for (const group of namesakes.values()) {
    if (group.length < 2) continue;
    const paths = group.map(partsOf);
    group.forEach(({ id }, at) => {
      const place = shortestOwnEnd(at, paths);
      if (place !== null) places.set(id, place);
    });
  }
  return places;
}

function partsOf({ path, folder }: TabPlace): readonly string[] {
  if (path === null) return ['Library', ...folder.split('/')].filter(Boolean);
  return path
    .replace(/\.stepwell\.ya?ml$/u, '')
    .split(/[\\/]/u)
    .filter(Boolean);
}

/** Null: another one lies in the very same place. */
function shortestOwnEnd(at: number, paths: readonly (readonly string[])[]): string | null {
  const own = paths[at] ?? [];
  for (let length = 1; length <= own.length; length += 1) {
    const end = own.slice(-length).join('/');
    const others = paths.filter((_path, other) => other !== at);
    if (others.every((path) => path.slice(-length).join('/') !== end)) return end;
  }
  return null;
}
