import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJournal } from '../../../src-main/storage/journal';
import { openDatabase } from '../../../src-main/storage/open-database';
import { createVersionsRepository } from '../../../src-main/storage/repositories/versions';
import { appendsOfRun } from '../lib/journal-events';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { contentOf } from './content';
import { findDamage } from './find-damage';

// P6: the events of a run count 1, 2, 3… without gaps, and a change of any of them is found. With
// `--profile <folder>` it checks the logs of that profile; without, it flips one random byte in many
// copies of a data file, and each flip that changed anything must be found.

async function checkProfile(profile: string): Promise<ProofReport> {
  const file = join(profile, 'stepwell.db');
  if (!existsSync(file)) throw new Error(`There is no data file ${file}.`);
  const { runs, events, problems } = await findDamage(file);
  return { figures: { runs, events, problems: problems.length }, violations: problems };
}

async function flipBytes(folder: string, options: ProofOptions): Promise<ProofReport> {
  const file = await makeDataFile(folder);
  const original = readFileSync(file);
  const content = contentOf(file);
  const intact = await findDamage(file);
  const violations = intact.problems.map((problem) => `before any flip: ${problem}`);
  const { n, random } = options;
  const copy = join(folder, 'copy.db');
  let found = 0;
  let bySqlite = 0;
  let without = 0;
  while (found < n && violations.length === 0) {
    const at = Math.floor(random() * original.length);
    const bytes = Buffer.from(original);
    const mask = 1 + Math.floor(random() * 255);
    bytes[at] = (bytes[at] ?? 0) ^ mask;
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
    writeFileSync(copy, bytes);
    const changed = contentOf(copy) !== content;
    const damage = await findDamage(copy);
    const isFound = options.broken === 'sqlite-only' ? damage.bySqlite : damage.problems.length > 0;
    if (damage.bySqlite) bySqlite += 1;
    if (isFound) found += 1;
    else if (!changed) without += 1;
    else violations.push(`byte ${at} xor ${mask} changed the log and was not found`);
    options.progress(found);
  }
  return {
    figures: {
      found,
      'of them by SQLite alone': bySqlite,
      'flips that changed nothing': without,
      missed: violations.length,
    },
    violations,
  };
}

/** Runs with large values, lists among them, in one file without a write-ahead log. */
async function makeDataFile(folder: string): Promise<string> {
  const store = await openDatabase({ profile: join(folder, 'profile') });
  const versions = createVersionsRepository(store.database);
  const hash = versions.put(`stepwell: 1\nname: Proof\n# ${'text '.repeat(500)}\n`, 1);
  const journal = createJournal(store);
  for (let number = 1; number <= 40; number += 1) {
    for (const events of appendsOfRun(number, hash)) await journal.append(events);
  }
  store.close();
  return store.file;
}

await prove({
  name: 'log',
  n: 200,
  broken: ['sqlite-only'],
  run(options) {
    const profile = options.option('profile');
    if (profile !== undefined) return checkProfile(profile);
    return withTempFolder((folder) => flipBytes(folder, options));
  },
});
