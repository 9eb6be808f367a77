import { createHash } from 'node:crypto';
import { cpSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentHash, RunId } from '@shared/lib/ids';
import { makeBackup } from '../../../src-main/storage/backups';
import { createJournal } from '../../../src-main/storage/journal';
import { openDatabase, type Store } from '../../../src-main/storage/open-database';
import { createEventsRepository } from '../../../src-main/storage/repositories/events';
import { createVersionsRepository } from '../../../src-main/storage/repositories/versions';
import { appendsOfRun, proofRunId } from '../lib/journal-events';
import { prove, type ProofOptions } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { damages } from './damages';

// P12: whatever happened to the data file, the profile opens within five seconds and can be used,
// nothing is deleted, and when something is missing the user is told.

const patience = 5_000;
const runs = { backedUp: 20, all: 30 };

async function damaged(folder: string, options: ProofOptions) {
  const templates = await makeTemplates(folder);
  const names = Object.keys(damages);
  const figures = { opened: 0, restored: 0, 'started empty': 0, whole: 0, 'files deleted': 0 };
  const violations: string[] = [];
  let slowest = 0;
  for (let trial = 0; trial < options.n; trial += 1) {
    const name = names[trial % names.length] ?? '';
    const template = templates[Math.floor(trial / names.length) % templates.length] ?? '';
    const told = `${name}, ${template.slice(folder.length + 1)} (trial ${trial})`;
    const profile = join(folder, 'profile');
    rmSync(profile, { recursive: true, force: true });
    cpSync(template, profile, { recursive: true });
    damages[name]?.(join(profile, 'stepwell.db'), options.random);
    const before = filesOf(profile);
    const start = performance.now();
    let store: Store;
    try {
      store = await openDatabase({ profile });
    } catch (error) {
      violations.push(`${told}: it does not open: ${String(error)}`);
      continue;
    }
    const duration = performance.now() - start;
    slowest = Math.max(slowest, duration);
    if (duration > patience) violations.push(`${told}: it took ${Math.round(duration)} ms`);
    figures.opened += 1;
    const missing = missingRuns(store);
    const notices = options.broken === 'silent' ? '' : store.notices.join(' ');
    if (notices.includes('was restored')) figures.restored += 1;
    else if (notices.includes('empty library')) figures['started empty'] += 1;
    if (missing === 0) figures.whole += 1;
    else if (notices === '')
      violations.push(`${told}: ${missing} runs are missing and nobody is told`);
    const setAside = notices.includes('It was kept as');
    // A file that is used goes on changing; one that was set aside stays as it was found.
    const gone = setAside ? deletedFiles(before, filesOf(profile)) : [];
    figures['files deleted'] += gone.length;
    for (const file of gone) violations.push(`${told}: ${file} is gone`);
    await useIt(store).catch((error: unknown) => {
      violations.push(`${told}: it cannot be used: ${String(error)}`);
    });
    store.close();
    options.progress(trial + 1);
  }
  return { figures: { ...figures, 'slowest (ms)': Math.round(slowest) }, violations };
}

/** Profiles as a closed and as a killed process leaves them, with and without a backup. */
async function makeTemplates(folder: string): Promise<string[]> {
  const made: string[] = [];
  for (const backup of [true, false]) {
    const source = join(folder, `source-${backup}`);
    const store = await openDatabase({ profile: source });
    const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Proof\n', 1);
    await appendRuns(store, hash, 1, runs.backedUp);
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    if (backup) await makeBackup(store.database, source, Date.now());
    await appendRuns(store, hash, runs.backedUp + 1, runs.all);
    const killed = join(folder, `killed, ${backup ? 'with' : 'without'} a backup`);
    cpSync(source, killed, { recursive: true });
    store.close();
    const closed = join(folder, `closed, ${backup ? 'with' : 'without'} a backup`);
    cpSync(source, closed, { recursive: true });
    made.push(killed, closed);
  }
  return made;
}

async function appendRuns(store: Store, hash: ContentHash, from: number, to: number) {
  const journal = createJournal(store);
  for (let number = from; number <= to; number += 1) {
    for (const events of appendsOfRun(number, hash)) await journal.append(events);
  }
}

/** Runs whose log is not there, not complete or not whole. */
function missingRuns(store: Store): number {
  const log = createEventsRepository(store.database);
  let missing = 0;
  for (let number = 1; number <= runs.all; number += 1) {
    const run: RunId = proofRunId(number);
    if (log.lastSeq(run) !== 15 || log.findFault(run)) missing += 1;
  }
  return missing;
}

async function useIt(store: Store): Promise<void> {
  const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Later\n', 2);
  await appendRuns(store, hash, 900, 901);
}

/** What lies in a profile: names by what is in them. Locks and shared memory hold nothing. */
function filesOf(profile: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(profile, { recursive: true, encoding: 'utf8' })) {
    const path = join(profile, name);
    if (!lstatSync(path).isFile() || /\.lock|-shm(\.|$)/.test(name)) continue;
    const content = readFileSync(path);
    if (content.length > 0) files.set(createHash('sha256').update(content).digest('hex'), name);
  }
  return files;
}

function deletedFiles(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...before].filter(([hash]) => !after.has(hash)).map(([, name]) => name);
}

await prove({
  name: 'damaged',
  n: 200,
  broken: ['silent'],
  run: (options) => withTempFolder((folder) => damaged(folder, options)),
});
