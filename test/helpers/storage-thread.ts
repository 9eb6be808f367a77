import type { ThreadOptions } from '../../src-main/storage/thread/thread-writer';

/** The journal's thread as proofs and benchmarks are given it, started when there is something to do. */
export function storageThread(options: Omit<ThreadOptions, 'entry'> = {}): ThreadOptions {
  const entry = process.env['STEPWELL_STORAGE_THREAD'];
  if (entry === undefined)
    throw new Error('Start it with `npm run verify:<name>` or `npm run bench`.');
  return { entry, ...options };
}
