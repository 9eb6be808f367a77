import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyConnectionSettings } from '../../src-main/storage/connection-settings';
import { connect, type Database } from '../../src-main/storage/database';
import { createJournal } from '../../src-main/storage/journal';
import { openDatabase } from '../../src-main/storage/open-database';
import { fakeHash } from '../helpers/run-workflow';
import { storageThread } from '../helpers/storage-thread';
import { durableRunsPerSecond } from './engine.bench';
import { type AreaResult, inTurns, type Row } from './measure';

const runs = 1_000;
/** A three-step run is committed this often when each step waits for the one before. */
const commitsPerRun = 5;

/**
 * Durable runs of three steps, 50 in flight, against the same commits one after the other through
 * the plain driver on the same settings: what sharing a flush is worth. NORMAL is for scale: it
 * flushes at checkpoints only, and a power failure takes acknowledged commits back.
 */
export async function durable(): Promise<AreaResult> {
  return {
    rows: [
      await measure('FULL', { must: '>= 0.8', stretch: '>= 3' }),
      await measure('NORMAL', { must: '>= 0.7', stretch: '>= 1.5' }),
    ],
    growth: [],
  };
}

async function measure(
  mode: 'FULL' | 'NORMAL',
  bounds: Pick<Row, 'must' | 'stretch'>,
): Promise<Row> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const store = await openDatabase({ profile });
  const { database } = store;
  // The anchor's own connection: with the checkpoints that any program would have.
  const plain = connect(store.file);
  applyConnectionSettings(plain);
  plain.pragma(`synchronous = ${mode}`);
  const journal = createJournal(store, {
    thread: storageThread({ pragmas: [`synchronous = ${mode}`] }),
  });
  try {
    if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('Not FULL.');
    database.pragma(`synchronous = ${mode}`);
    database
      .prepare('INSERT INTO workflow_versions (hash, text, created_at) VALUES (?, ?, ?)')
      .run(fakeHash, 'a chain of three steps', 0);
    database.exec(`
      CREATE TABLE plain_events (run INTEGER, seq INTEGER, payload TEXT, PRIMARY KEY (run, seq)) STRICT;
      CREATE TABLE plain_runs (run INTEGER PRIMARY KEY, status TEXT, seq INTEGER) STRICT;
    `);
    const figures = await inTurns(
      5,
      () => durableRunsPerSecond(journal, runs),
      () => plainRunsPerSecond(plain, 100),
    );
    return {
      area: `durable 3-step runs, ${mode}, 50 in flight`,
      ...figures,
      unit: '/s',
      against: `the same ${commitsPerRun} commits in a plain better-sqlite3 loop, ${mode}`,
      ...bounds,
    };
  } finally {
    await journal.close();
    plain.close();
    store.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

let nextRun = 0;

function plainRunsPerSecond(database: Database, count: number): number {
  const event = database.prepare('INSERT INTO plain_events VALUES (?, ?, ?)');
  const state = database.prepare(
    `INSERT INTO plain_runs VALUES (?, ?, ?)
     ON CONFLICT (run) DO UPDATE SET status = excluded.status, seq = excluded.seq`,
  );
  const payload = JSON.stringify({ type: 'step.completed', output: { value: { value: 1 } } });
  const commit = database.transaction((run: number, seq: number) => {
    event.run(run, seq * 2, payload);
    event.run(run, seq * 2 + 1, payload);
    state.run(run, 'running', seq);
  });
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    nextRun += 1;
    for (let seq = 0; seq < commitsPerRun; seq += 1) commit.immediate(nextRun, seq);
  }
  return (count * 1_000) / (performance.now() - start);
}
