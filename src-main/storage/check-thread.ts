import { Worker } from 'node:worker_threads';
import { connect } from './database';

// Checks a database page by page on a thread of its own: a large one takes seconds, and the thread
// that has the connection also answers the window.

/** Plain JavaScript, so that it needs no file of its own beside the bundle. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { createRequire } = require('node:module');
  const Database = createRequire(workerData.from)('better-sqlite3');
  let answer;
  try {
    const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
    answer = String(database.pragma('quick_check(1)', { simple: true }));
    database.close();
  } catch (error) {
    answer = error.code + ': ' + error.message;
  }
  parentPort.postMessage(answer);
`;

/** What SQLite finds wrong with a file; undefined when nothing. Rejects when it was called off. */
export function quickCheckInThread(
  file: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(program, {
      eval: true,
      workerData: { file, from: import.meta.url },
    });
    const end = () => void worker.terminate();
    signal?.addEventListener('abort', end);
    worker.on('message', (answer: string) => resolve(answer === 'ok' ? undefined : answer));
    // A thread that cannot start is no reason to go without a check.
    worker.on('error', () => resolve(quickCheckHere(file)));
    worker.on('exit', () => {
      signal?.removeEventListener('abort', end);
      reject(new Error('The check was ended before it was done.'));
    });
  });
}

function quickCheckHere(file: string): string | undefined {
  const database = connect(file, { readonly: true, mustExist: true });
  try {
    const answer = String(database.pragma('quick_check(1)', { simple: true }));
    return answer === 'ok' ? undefined : answer;
  } finally {
    database.close();
  }
}
