import { describe, expect, it } from 'vitest';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import { createStepGuards } from '../../src-main/engine/guards/step-guards';
import { FakeClock } from '../helpers/fake-clock';
import { textKinds, workflowIn } from '../helpers/run-text';
import { fakeKind, runWorkflow } from '../helpers/run-workflow';

// Everything that waits for a time, under every clock that does what it should not. Each wait is ten
// seconds long, and two seconds into it the clock jumps.

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 29, 0, 59, 50);

const waits: Readonly<Record<string, string>> = {
  'a delay': 'steps: { a: { kind: delay, with: { for: 10s } } }',
  'a delay until a date': "steps: { a: { kind: delay, with: { until: '2026-03-29T01:00:00Z' } } }",
  // Ten seconds from now clocks in Berlin skip an hour: 02:00 is what they show as 03:00.
  'a delay until a time that clocks skip':
    "steps: { a: { kind: delay, with: { until: '2026-03-29T02:00', zone: Europe/Berlin } } }",
  'an event that never comes':
    'steps: { a: { kind: wait-for-event, with: { topic: t.x, timeout: 10s, onTimeout: continue } } }',
  'an approval nobody gives':
    'steps: { a: { kind: approval, with: { title: T, deadline: 10s, default: reject } } }',
  'a retry': 'steps: { a: { kind: flaky, retry: { attempts: 2, delay: 10s, jitter: 0 } } }',
  'a time limit of a step': 'steps: { a: { kind: stuck, timeout: 10s, onError: continue } }',
  'a time limit of a run': 'settings: { runTimeout: 10s }\nsteps: { a: { kind: stuck } }',
  'a rate limit':
    'steps:\n  a: { kind: quick, rateLimit: { limit: 1, per: 10s, key: k } }\n  b: { kind: quick, rateLimit: { limit: 1, per: 10s, key: k } }\nedges: [a -> b]',
};

const jumps: Readonly<Record<string, (clock: FakeClock) => void>> = {
  'does not jump': () => undefined,
  'is set back by a day': (clock) => void (clock.wallOffset -= 24 * hour),
  'is set back by an hour': (clock) => void (clock.wallOffset -= hour),
  'is set back by ten years': (clock) => void (clock.wallOffset -= 87_600 * hour),
};

const forward: Readonly<Record<string, (clock: FakeClock) => void>> = {
  'is set forward by an hour': (clock) => void (clock.wallOffset += hour),
  'is set forward by ten years': (clock) => void (clock.wallOffset += 87_600 * hour),
  'goes on while the machine sleeps for eight hours': (clock) => clock.spend(8 * hour),
  'and the timers sleep for eight hours': (clock) => void (clock.wallOffset += 8 * hour),
};

function running(text: string) {
  const clock = new FakeClock();
  clock.wallOffset = start;
  const kinds = new Map(textKinds());
  for (const kind of [
    fakeKind('stuck', () => new Promise(() => undefined), { effects: () => 'idempotent' }),
    fakeKind('quick', () => 1),
    fakeKind('flaky', ({ attempt }) => {
      if (attempt === 1) throw new Error('not yet');
      return attempt;
    }),
  ]) {
    kinds.set(kind.definition.kind, kind);
  }
  const run = runWorkflow(workflowIn(text), kinds, { clock, guards: createStepGuards(clock) });
  const status = () => run.handle.state().status;
  return { clock, run, status };
}

/** What must be true of a log whatever the clock did. */
function check(events: readonly RunEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, at) => at + 1));
  for (const event of events) {
    if ('duration' in event) expect(event.duration).toBeGreaterThanOrEqual(0);
  }
  const ends = events.filter(({ type }) => /^run\.(completed|failed|cancelled)$/.test(type));
  expect(ends).toHaveLength(1);
  const waited = foldRun(events).steps.get('a')?.output;
  const output = waited && 'value' in waited ? waited.value : null;
  if (typeof output === 'object' && output !== null && 'waited' in output) {
    expect(output['waited']).toBeGreaterThanOrEqual(0);
  }
}

describe.each(Object.entries(waits))('%s', (_name, text) => {
  it.each(Object.entries(jumps))(
    'ends once, in its time, when the clock %s',
    async (_what, jump) => {
      const { clock, run, status } = running(text);
      await clock.advance(2_000);
      jump(clock);
      await clock.advance(7_999);
      expect(['running', 'waiting']).toContain(status());
      await clock.advance(1);
      await run.handle.done;
      await clock.advance(24 * hour);
      check(run.journal.events);
      expect(clock.pending).toBe(0);
    },
  );

  it.each(Object.entries(forward))(
    'ends once, and no later, when the clock %s',
    async (_what, jump) => {
      const { clock, run, status } = running(text);
      await clock.advance(2_000);
      expect(['running', 'waiting']).toContain(status());
      jump(clock);
      await clock.advance(8_000);
      await run.handle.done;
      await clock.advance(24 * hour);
      check(run.journal.events);
      expect(clock.pending).toBe(0);
    },
  );
});
