import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { descendantsOf } from '../../src-main/sandbox/process-tree';

const listening = '0A';

/** TCP sockets on which these processes or anything below them wait for somebody to connect. Linux only. */
export function listeningSockets(pids: readonly number[]): number {
  const all = new Set(pids.flatMap((pid) => [pid, ...descendantsOf(pid)]));
  return [...all].reduce((count, pid) => count + countOf(pid), 0);
}

function countOf(pid: number): number {
  const inodes = new Set(
    ['tcp', 'tcp6'].flatMap((table) =>
      read(() => readFileSync(`/proc/${pid}/net/${table}`, 'latin1').split('\n').slice(1), [])
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === listening)
        .map((fields) => `socket:[${fields[9]}]`),
    ),
  );
  const links = read(() => readdirSync(`/proc/${pid}/fd`), []).map((name) =>
    read(() => readlinkSync(`/proc/${pid}/fd/${name}`), ''),
  );
  return links.filter((link) => inodes.has(link)).length;
}

/** A process may be gone, or not ours to look into: a confined one has a network of its own, without sockets. */
function read<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
