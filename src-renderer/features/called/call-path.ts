import { type ScopePath, scopeKey } from '@shared/runs/scope-path';

// Paths that lead through called workflows. The scope of a call is a body of the step that calls.

/** Whether a scope of the run is that of a called workflow, by its key. */
export type IsCalled = (scope: string) => boolean;

/** The part of a path that leads into the workflow in which its end stands; empty for the run's own. */
export function callPathOf(path: ScopePath, isCalled: IsCalled): ScopePath {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    if (isCalled(scopeKey(part))) return part;
  }
  return [];
}

export function startsWith(path: ScopePath, start: ScopePath): boolean {
  return path.length >= start.length && scopeKey(path.slice(0, start.length)) === scopeKey(start);
}

/**
 * What stands for the end of a path in the workflow that is open (`inside`): null when it stands in
 * that workflow itself, else the step there whose call leads on to it.
 */
export function callerOf(
  path: ScopePath,
  isCalled: IsCalled,
  inside: ScopePath = [],
): string | null {
  for (let length = inside.length + 1; length <= path.length; length += 1) {
    if (isCalled(scopeKey(path.slice(0, length)))) return path[length - 1]?.step ?? null;
  }
  return null;
}
