import { writeSync } from 'node:fs';
import { toErrorData } from '@shared/errors/app-error';
import { createJournal } from '../../../src-main/storage/journal';
import { openDatabase } from '../../../src-main/storage/open-database';
import { createVersionsRepository } from '../../../src-main/storage/repositories/versions';
import { storageThread } from '../../helpers/storage-thread';
import { appendsOfRun } from './journal-events';

// A process that appends to the journal as fast as it can, eight runs at a time, and says on its
// output what was acknowledged: `<run> <seq>`. Arguments: profile, number of the first run, what is
// broken on purpose.

const [profile = '', first = '0', broken = ''] = process.argv.slice(2);

/** Settings of every connection that writes. */
const pragmas = [
  // Small, so that checkpoints are cut off as well.
  'wal_autocheckpoint = 40',
  ...(broken === 'normal' ? ['synchronous = NORMAL'] : []),
];
/** Who writes: the thread from the start, the thread after a moment, or nobody but this one. */
const threads = [
  storageThread({ after: 0, pragmas }),
  storageThread({ after: 10, pragmas }),
  undefined,
];
const thread = threads[Math.floor(Number(first) / 10_000) % threads.length];

/** Not the asynchronous stream: the parent must have it before the process can be killed. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

try {
  const store = await openDatabase({ profile });
  for (const pragma of pragmas) store.database.pragma(pragma);
  const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Proof\n', 1);
  const journal = createJournal(store, {
    thread,
    onThreadLost: (error) => say(`alone ${String(error)}`),
    retryDelays: { first: 5, most: 20 },
    onStall: (stall) => say(stall ? `stalled ${stall.code}` : 'resumed'),
  });
  say(`open ${String(store.database.pragma('journal_mode', { simple: true }))}`);
  let next = Number(first);
  const appendRuns = async () => {
    for (;;) {
      for (const events of appendsOfRun((next += 1), hash)) {
        const last = events.at(-1);
        const line = `${last?.run} ${last?.seq}`;
        if (broken === 'ack-before-commit') say(line);
        await journal.append(events);
        if (broken !== 'ack-before-commit') say(line);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, appendRuns));
} catch (error) {
  const { code, message } = toErrorData(error);
  say(`stopped ${code} ${message}`);
  process.exit(3);
}
