// The child of the kill -9 test: appends events of several runs as fast as it can, and says on
// its output what was acknowledged. Arguments: profile, number of the first run.
import { writeSync } from 'node:fs';

await import('./ts-hooks.mjs');
const { openDatabase } = await import('../../src-main/storage/open-database.ts');
const { createJournal } = await import('../../src-main/storage/journal.ts');
const { createVersionsRepository } =
  await import('../../src-main/storage/repositories/versions.ts');

const [profile, first] = process.argv.slice(2);
const store = await openDatabase({ profile });
const hash = createVersionsRepository(store.database).put('stepwell: 1', 1);
const journal = createJournal(store);

let next = Number(first);
await Promise.all(Array.from({ length: 8 }, appendRuns));

async function appendRuns() {
  for (;;) {
    next += 1;
    const run = `run_${String(next).padStart(12, '0')}`;
    const base = { run, time: 1_000 };
    await keep({
      ...base,
      seq: 1,
      type: 'run.created',
      workflow: { id: null, hash, name: 'Killed' },
      input: { value: null },
      startedBy: 'test',
    });
    for (let seq = 2; seq < 12; seq += 1) {
      // Every fifth value is large, so that blobs are cut off in the middle too.
      const value = next % 5 === 0 ? 'x'.repeat(70_000 + seq) : seq;
      await keep({
        ...base,
        seq,
        type: 'variable.set',
        step: 'a',
        path: [],
        name: 'n',
        value: { value },
      });
    }
  }
}

async function keep(event) {
  await journal.append([event]);
  // Not console.log: the parent must get it before the process can be killed.
  writeSync(1, `${event.run} ${event.seq}\n`);
}
