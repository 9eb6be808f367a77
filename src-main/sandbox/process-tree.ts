import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

// Code may start processes of its own, detached ones too. Ending the code ends them all.

/** Set in the environment of a sandbox process: whatever it starts inherits it. */
export const markerName = 'STEPWELL_CODE_PROCESS';

/** Every process below one, as far as this system tells at once. */
export function descendantsOf(pid: number): number[] {
  const found: number[] = [];
  const todo = [pid];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    for (const child of childrenOf(next)) {
      found.push(child);
      todo.push(child);
    }
  }
  return found;
}

/** Ends a process and everything that it has started, at once and whatever they are doing. */
export function killTree(
  pid: number,
  options: {
    /** It has a group of its own. */
    readonly leadsGroup: boolean;
    /** It cannot have started anything: looking for that takes time. */
    readonly isAlone: boolean;
  },
): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/PID', String(pid), '/T', '/F'], () => undefined);
    return;
  }
  if (options.isAlone) return signal(pid, 'SIGKILL');
  // It does nothing more from here on, so nothing new can appear below it.
  signal(pid, 'SIGSTOP');
  const below = descendantsOf(pid);
  if (options.leadsGroup) signal(-pid, 'SIGKILL');
  signal(pid, 'SIGKILL');
  for (const child of below) signal(child, 'SIGKILL');
}

/** Ends what a process has started and lives on in its own group; `detached` ones have theirs. */
export function killChildrenInGroup(pid: number): void {
  const group = groupOf(pid);
  if (group === undefined) return;
  for (const child of descendantsOf(pid)) if (groupOf(child) === group) signal(child, 'SIGKILL');
}

/**
 * Ends processes that carry a marker, the given one excepted: those whose parent has gone before
 * they could be seen as anybody's children.
 */
export async function killMarked(marker: string, except?: number): Promise<void> {
  if (process.platform !== 'linux') return;
  const wanted = `${markerName}=${marker}`;
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === except) continue;
    // Unreadable: gone, or somebody else's.
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (environment.split('\0').includes(wanted)) signal(pid, 'SIGKILL');
  }
}

function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1')
        .split(' ')
        .filter((word) => word !== '')
        .map(Number),
    );
  } catch {
    // It has ended in the meantime.
    return [];
  }
}

function groupOf(pid: number): number | undefined {
  try {
    // `pid (name) state parent group …`; the name may hold anything, so it is cut off first.
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    // No /proc here, or it has ended.
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}
