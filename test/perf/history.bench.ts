import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Store } from '../../src-main/storage/open-database';
import { createRunsRepository } from '../../src-main/storage/repositories/runs';
import { createVersionsRepository } from '../../src-main/storage/repositories/versions';
import { type AreaResult, medianOf } from './measure';

const sizes = [10_000, 100_000, 1_000_000];
const pages = 200;

/** Writes so many finished runs straight into the tables. */
export function fillRuns(store: Store, from: number, to: number): void {
  const hash = createVersionsRepository(store.database).put('stepwell: 1\nname: Old\n', 0);
  store.database
    .prepare(
      `INSERT INTO runs (id, workflow_name, version_hash, status, started_by, owner, next_seq,
         last_hash, created_at, started_at, ended_at)
       WITH RECURSIVE numbers (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
       SELECT printf('run_%026d', n), 'Old', ?, 'completed', 'bench', 'nobody', 1,
         zeroblob(32), n, n, n FROM numbers`,
    )
    .run(from, to, hash);
}

/** A page of runs from the store, newest and from the middle: it must not matter how many there are. */
export async function history(): Promise<AreaResult> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const store = await openDatabase({ profile });
  try {
    const runs = createRunsRepository(store.database);
    const newest: { at: string; value: number }[] = [];
    const middle: { at: string; value: number }[] = [];
    let filled = 0;
    for (const size of sizes) {
      fillRuns(store, filled + 1, size);
      filled = size;
      const at = size.toLocaleString('en');
      const anchor = runs.list({ limit: 1 })[0]?.id;
      if (anchor === undefined) throw new Error('There are no runs.');
      const half = `run_${String(size / 2).padStart(26, '0')}` as typeof anchor;
      newest.push({ at, value: await medianOf(5, () => perPage(() => runs.list({ limit: 50 }))) });
      middle.push({
        at,
        value: await medianOf(5, () => perPage(() => runs.list({ before: half, limit: 50 }))),
      });
    }
    return {
      rows: [],
      growth: [
        { area: 'history: newest 50 of so many runs', unit: 'µs', points: newest },
        { area: 'history: 50 from the middle of so many runs', unit: 'µs', points: middle },
      ],
    };
  } finally {
    store.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function perPage(read: () => unknown): number {
  const start = performance.now();
  for (let page = 0; page < pages; page += 1) read();
  return Math.round(((performance.now() - start) * 1_000) / pages);
}
