import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent, RunEventType } from '@shared/runs/events';
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

/** The compiler asks for each new one here. */
const eventTypes: Readonly<Record<RunEventType, true>> = {
  'run.created': true,
  'run.started': true,
  'run.completed': true,
  'run.failed': true,
  'run.cancelled': true,
  'run.interrupted': true,
  'run.resumed': true,
  'step.queued': true,
  'step.started': true,
  'step.waiting': true,
  'step.resumed': true,
  'step.interrupted': true,
  'step.decided': true,
  'step.effect': true,
  'step.drew': true,
  'step.retrying': true,
  'step.completed': true,
  'step.failed': true,
  'step.skipped': true,
  'step.cancelled': true,
  'step.logged': true,
  'step.progressed': true,
  'scope.started': true,
  'scope.completed': true,
  'variable.set': true,
  'run.paused': true,
  'run.continued': true,
  'step.changed': true,
  'step.overridden': true,
  'step.restarted': true,
  'scope.jumped': true,
  'run.forked': true,
};

describe('logs of released versions', () => {
  it.each(files)('%s folds to the state it had', (name) => {
    const { stateHash, events } = readLog(name);
    expect(hashOf(events)).toBe(stateHash);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, at) => at + 1));
  });

  it('hold every type of event that this version can record', async () => {
    const runs = await goldenRuns();
    const seen = new Set([...runs.values()].flat().map(({ type }) => String(type)));
    expect(Object.keys(eventTypes).filter((type) => !seen.has(type))).toEqual([]);
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
