import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { connect } from './database';

// Checks a database page by page on a thread of its own: a large one takes seconds, and the thread
// that has the connection also answers the window.

/**
 * Plain JavaScript, so that it needs no file of its own beside the bundle. It leaves by itself when it
 * is called off: a thread that is terminated while it is inside the native module takes the whole
 * process down with it.
 */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { createRequire } = require('node:module');
  const mark = new Int32Array(workerData.mark);
  const calledOff = () => Atomics.load(mark, 0) !== 0;
  const check = (Database) => {
    const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
    try {
      const parts = workerData.byTable
        ? database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
        : ['1'];
      // The free pages belong to the schema's own table.
      if (workerData.byTable) parts.unshift('sqlite_schema');
      for (const part of parts) {
        if (calledOff()) return undefined;
        const name = workerData.byTable ? "'" + part.replaceAll("'", "''") + "'" : part;
        const answer = String(database.pragma('quick_check(' + name + ')', { simple: true }));
        if (answer !== 'ok') return answer;
      }
      return 'ok';
    } finally {
      database.close();
    }
  };
  let answer;
  try {
    if (!calledOff()) answer = check(createRequire(workerData.from)('better-sqlite3'));
  } catch (error) {
    answer = error.code + ': ' + error.message;
  }
  if (answer !== undefined) parentPort.postMessage(answer);
`;

/**
 * Bytes. Larger files are checked table by table, so that whoever calls the check off (the app closes)
 * waits for one table at most; pages that two tables claim are only seen in a file checked as a whole.
 */
const wholeLimit = 500_000_000;

/**
 * What SQLite finds wrong with a file; undefined when nothing. Rejects when it was called off, once
 * the thread is gone.
 */
export function quickCheckInThread(
  file: string,
  signal?: AbortSignal,
  { checkedWhole = wholeLimit }: { readonly checkedWhole?: number } = {},
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const mark = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const byTable = statSync(file).size > checkedWhole;
    const worker = new Worker(program, {
      eval: true,
      workerData: { file, from: import.meta.url, mark: mark.buffer, byTable },
    });
    const callOff = () => void Atomics.store(mark, 0, 1);
    let answer: string | undefined;
    signal?.addEventListener('abort', callOff);
    worker.on('message', (text: string) => (answer = text));
    // A thread that cannot start is no reason to go without a check.
    worker.on('error', () => (answer ??= quickCheckHere(file)));
    worker.on('exit', () => {
      signal?.removeEventListener('abort', callOff);
      if (answer === undefined) reject(new Error('The check was ended before it was done.'));
      else resolve(answer === 'ok' ? undefined : answer);
    });
  });
}

function quickCheckHere(file: string): string {
  const database = connect(file, { readonly: true, mustExist: true });
  try {
    return String(database.pragma('quick_check(1)', { simple: true }));
  } finally {
    database.close();
  }
}
