import { readFileSync, readlinkSync } from 'node:fs';

// What the operating system says about a process that runs hostile code. Asked from outside: the
// process itself could lie.

const namespaces = ['user', 'net', 'pid'] as const;
type Namespace = (typeof namespaces)[number];

export interface ProcessFacts {
  /** 2: a filter of system calls is in force. */
  readonly seccomp: number;
  readonly noNewPrivileges: boolean;
  /** Namespaces that are not those of this process. */
  readonly own: readonly Namespace[];
}

/** Linux only; throws when the process is gone. */
export function readProcessFacts(pid: number): ProcessFacts {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(status)?.[1] ?? '';
  const own = new Set(namespaces.filter((name) => isOwn(pid, name)));
  // Where its links may not be read: one number per namespace of processes it is in.
  if (field('NSpid').trim().split(/\s+/).length > 1) own.add('pid');
  return {
    seccomp: Number(field('Seccomp')),
    noNewPrivileges: field('NoNewPrivs') === '1',
    own: [...own],
  };
}

/** Why the process is not confined; undefined when it is. */
export function missingConfinement(facts: ProcessFacts): string | undefined {
  if (facts.seccomp !== 2) return 'no filter of system calls is in force';
  if (!facts.noNewPrivileges) return 'it could gain privileges';
  // The old helper program makes the last two only.
  if (!facts.own.includes('net') && !facts.own.includes('user') && !facts.own.includes('pid')) {
    return 'it shares all namespaces with the app';
  }
  return undefined;
}

function isOwn(pid: number, name: Namespace): boolean {
  try {
    return readlinkSync(`/proc/${pid}/ns/${name}`) !== readlinkSync(`/proc/self/ns/${name}`);
  } catch {
    // Not for us to read; the status tells enough.
    return false;
  }
}

/** Bytes that a process has for itself; undefined when it is gone. Linux only. */
export function readProcessMemory(pid: number): number | undefined {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8')
      .split(' ')
      .map(Number);
    return (resident - shared) * pageSize;
  } catch {
    // It ended in the meantime.
    return undefined;
  }
}

const pageSize = 4_096;
