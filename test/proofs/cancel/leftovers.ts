import { readdirSync, readFileSync } from 'node:fs';

// What is still there of a step that was cancelled.

/** Processes that the code of a trial has started. */
export function processesOf(trial: string): number[] {
  const wanted = `STEPWELL_TRIAL=${trial}`;
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isAlive(pid) && environmentOf(pid).includes(wanted));
}

/** Not gone, and no zombie that only waits to be noticed. */
export function isAlive(pid: number | string): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !['Z', 'X'].includes(text.slice(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3));
  } catch {
    // It is gone.
    return false;
  }
}

/** Threads of a process that run code of a step, as `pid/task/thread`. */
export function codeThreadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => `${pid}/task/${thread}`)
      .filter((thread) => isCodeThread(thread));
  } catch {
    // It is gone, and its threads with it.
    return [];
  }
}

export function isCodeThread(thread: string): boolean {
  try {
    const name = readFileSync(`/proc/${thread}/comm`, 'latin1').trim();
    return (name === 'code step' || name === 'WorkerThread') && isAlive(thread);
  } catch {
    // It is gone.
    return false;
  }
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    // Gone, or somebody else's.
    return [];
  }
}
