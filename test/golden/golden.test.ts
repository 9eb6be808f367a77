import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '@shared/runs/events';
import { goldenRuns, stateOf } from './make-runs';

// P8: old runs can be read by new versions. `STEPWELL_WRITE_GOLDEN=0.2.0` writes the logs of a release;
// those of former ones are never written again.

interface GoldenLog {
  readonly version: string;
  readonly stateHash: string;
  readonly events: readonly RunEvent[];
}

const folder = join(import.meta.dirname, 'logs');
const writing = process.env['STEPWELL_WRITE_GOLDEN'];

function hashOf(events: readonly RunEvent[]): string {
  return createHash('sha256')
    .update(JSON.stringify(stateOf(events)))
    .digest('hex');
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function readLog(name: string): GoldenLog {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldenLog;
}

describe.runIf(writing !== undefined)('the logs of a release', () => {
  it('are written', async () => {
    for (const [name, events] of await goldenRuns()) {
      const log: GoldenLog = { version: writing ?? '', stateHash: hashOf(events), events };
      const file = join(folder, `${writing ?? ''}-${name}.json`);
      writeFileSync(file, `${JSON.stringify(log, null, 2)}\n`, { flag: 'wx' });
    }
  });
});

describe('logs of released versions', () => {
  it.each(files)('%s folds to the state it had', (name) => {
    const { stateHash, events } = readLog(name);
    expect(hashOf(events)).toBe(stateHash);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, at) => at + 1));
  });

  it('hold every type of event that this version can record', async () => {
    const source = readFileSync(resolve('src-shared/runs/events.ts'), 'utf8');
    const types = [...source.matchAll(/type: '((?:run|step|scope|variable)\.\w+)'/g)].map(
      (match) => match[1] ?? '',
    );
    expect(types.length).toBeGreaterThan(20);
    const runs = await goldenRuns();
    const seen = new Set([...runs.values()].flat().map(({ type }) => String(type)));
    expect(types.filter((type) => !seen.has(type))).toEqual([]);
    const kept = new Set(files.flatMap((name) => readLog(name).events.map(({ type }) => type)));
    expect([...seen].filter((type) => !kept.has(type as RunEvent['type']))).toEqual([]);
  });

  it('notice a fold that means something else', () => {
    const name = files.find((file) => file.endsWith('-everything.json')) ?? '';
    const { stateHash, events } = readLog(name);
    const without = events.filter(({ type }) => type !== 'step.completed');
    expect(hashOf(without)).not.toBe(stateHash);
  });
});
