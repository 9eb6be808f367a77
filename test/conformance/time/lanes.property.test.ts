import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lanes } from '../../../src-shared/debug/lanes';
import {
  nextPlace,
  placesOf,
  previousPlace,
  type LogPlace,
} from '../../../src-shared/debug/places';
import { programsOf } from '../../../src-shared/debug/programs';
import { RunLog } from '../../../src-shared/debug/run-log';
import { stepRunKey } from '../../../src-shared/runs/scope-path';
import type { Workflow } from '../../../src-shared/workflow/model';
import { plotKinds, runPlot, type RunPlot } from '../../helpers/random-workflow';
import { fakeHash } from '../../helpers/run-workflow';
import { playRun } from './played';

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 150) };

async function played(plot: RunPlot) {
  const { workflow, events } = await playRun(plot);
  const texts = new Map<string, Workflow>([[fakeHash, workflow]]);
  const programs = programsOf(texts, (kind) => plotKinds.get(kind)?.definition);
  const log = RunLog.of(events);
  return { workflow, log, programs, lanes: Lanes.of(log, programs) };
}

describe('lanes', () => {
  it('have one step at work at a time, besides the containers around it', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { log, lanes } = await played(plot);
        const atWork = new Map<number, string[]>();
        for (const event of log.slice()) {
          if (!('path' in event) || event.type.startsWith('scope.')) continue;
          const key = stepRunKey(event.path, event.step);
          const lane = lanes.laneOf(event.seq);
          const stack = atWork.get(lane) ?? [];
          atWork.set(lane, stack);
          if (event.type === 'step.started' || event.type === 'step.queued') {
            if (!stack.includes(key)) stack.push(key);
            const depths = stack.map((one) => one.split('/').length);
            expect(new Set(depths).size, `${stack.join(', ')} in lane ${lane}`).toBe(stack.length);
          } else if (/completed|failed|cancelled|skipped/.test(event.type)) {
            if (stack.includes(key)) stack.splice(stack.indexOf(key), 1);
          } else {
            expect(lanes.laneOfStep(event.path, event.step)).toBeGreaterThan(0);
          }
        }
      }),
      runs,
    );
  });

  it('are the same when the log comes in pieces, and no more than may run at once', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, fc.nat(), async (plot, cut) => {
        const { log, programs, lanes } = await played(plot);
        const pieces = new Lanes(programs);
        pieces.update(log.prefix(cut % (log.length + 1)));
        pieces.update(log);
        expect(pieces.all).toEqual(lanes.all);
        const of = (one: Lanes) => log.slice().map(({ seq }) => one.laneOf(seq));
        expect(of(pieces)).toEqual(of(lanes));
      }),
      runs,
    );
  });
});

describe('places of a log', () => {
  it('are walked backwards as they are forwards, whole and in one lane', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, async (plot) => {
        const { log, programs, lanes } = await played(plot);
        const all = log.slice().flatMap(({ seq }) => placesOf(log, programs, seq));
        for (const id of [null, ...lanes.all.map((lane) => lane.id)]) {
          const search = id === null ? {} : { lane: { lanes, id } };
          const wanted = all.filter(({ seq }) => id === null || lanes.laneOf(seq) === id);
          const forwards: LogPlace[] = [];
          for (let at = nextPlace(log, programs, { seq: 0, order: 0 }, search); at !== null;) {
            forwards.push(at);
            at = nextPlace(log, programs, at, search);
          }
          expect(forwards).toEqual(wanted);
          const backwards: LogPlace[] = [];
          const end = { seq: log.length + 1, order: 0 };
          for (let at = previousPlace(log, programs, end, search); at !== null;) {
            backwards.unshift(at);
            at = previousPlace(log, programs, at, search);
          }
          expect(backwards).toEqual(wanted);
        }
      }),
      runs,
    );
  });
});
