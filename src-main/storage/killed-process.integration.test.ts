import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { RunId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../test/helpers/stored-runs';
import { tempFolder } from '../../test/helpers/temp-profile';
import { deadOwners } from './owners';
import { createEventsRepository } from './repositories/events';
import { createRunsRepository } from './repositories/runs';

const kills = 20;

describe('a process killed while it appends', () => {
  it(
    'loses nothing that was acknowledged and leaves whole logs',
    { timeout: 120_000 },
    async () => {
      const profile = tempFolder();
      const acknowledged = new Map<string, number>();
      for (let kill = 0; kill < kills; kill += 1) {
        const lines = await appendUntilKilled(profile, kill * 10_000, 1 + ((kill * 37) % 150));
        for (const [run, seq] of lines) {
          acknowledged.set(run, Math.max(seq, acknowledged.get(run) ?? 0));
        }
      }
      expect(acknowledged.size).toBeGreaterThan(kills);
      expect(deadOwners(profile)).toHaveLength(kills);

      const store = await openStore(profile);
      expect(store.notices).toEqual([]);
      expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
      const events = createEventsRepository(store.database);
      const runs = createRunsRepository(store.database).list({ limit: 1_000_000 });
      const faults = runs.map((run) => events.findFault(run.id)).filter((fault) => fault);
      const lost = [...acknowledged].filter(([run, seq]) => events.lastSeq(run as RunId) < seq);
      expect({ faults, lost }).toEqual({ faults: [], lost: [] });
    },
  );
});

/** Kills the child after it acknowledged that many events; returns what it acknowledged. */
async function appendUntilKilled(
  profile: string,
  first: number,
  after: number,
): Promise<[string, number][]> {
  const script = resolve(import.meta.dirname, '../../test/helpers/append-until-killed.mjs');
  const child = spawn(process.execPath, [script, profile, String(first)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let count = 0;
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    count = output.split('\n').length - 1;
    if (count >= after) child.kill('SIGKILL');
  });
  const signal = await new Promise((done) => child.on('close', (_code, name) => done(name)));
  expect(signal, errors).toBe('SIGKILL');
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [run = '', seq] = line.split(' ');
      return [run, Number(seq)];
    });
}
