import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '../../src-main/storage/journal';
import { openDatabase } from '../../src-main/storage/open-database';
import { fakeHash } from '../helpers/run-workflow';
import { storageThread } from '../helpers/storage-thread';
import { durableRunsPerSecond } from './engine.bench';
import { inTurns, type AreaResult } from './measure';
import { startRestate } from './peers/restate';

/**
 * Durable runs of three steps beside Restate: both keep every step on disk, flushed, before the
 * next begins. Restate is a server and answers over HTTP, ours runs in this process: the figure is
 * what its user waits for, not what its store alone could do.
 */
export async function restate(folder: string): Promise<AreaResult> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const store = await openDatabase({ profile });
  store.database
    .prepare('INSERT INTO workflow_versions (hash, text, created_at) VALUES (?, ?, ?)')
    .run(fakeHash, 'a chain of three steps', 0);
  const journal = createJournal(store, { thread: storageThread() });
  const peer = await startRestate(folder);
  try {
    return {
      growth: [],
      rows: [
        {
          area: 'durable 3-step runs, FULL, 50 in flight',
          ...(await inTurns(
            5,
            () => durableRunsPerSecond(journal, 1_000),
            () => perSecond(() => peer.run(), 1_000, 50),
          )),
          unit: '/s',
          against: 'Restate, three ctx.run in a row, over HTTP',
          must: '>= 5',
          stretch: '>= 15',
        },
      ],
    };
  } finally {
    await peer.stop();
    await journal.close();
    store.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function perSecond(run: () => Promise<void>, total: number, inFlight: number) {
  let left = total;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await run();
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return total / ((performance.now() - began) / 1_000);
}
