import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunLog } from '../../../src-shared/debug/run-log';
import { foldRun } from '../../../src-shared/runs/reducer';
import { runPlot } from '../../helpers/random-workflow';
import { playRun } from './played';

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 200) };
const every = fc.integer({ min: 1, max: 20 });

describe('the log of a run', () => {
  it('has after k events the state that a fold of the first k gives, whatever was looked at before', async () => {
    await fc.assert(
      fc.asyncProperty(
        runPlot,
        every,
        fc.array(fc.nat(), { maxLength: 30 }),
        async (plot, size, places) => {
          const { events } = await playRun(plot);
          const log = RunLog.of(events, size);
          for (const place of places) {
            const seq = (place % events.length) + 1;
            expect(log.stateAt(seq)).toEqual(foldRun(events.slice(0, seq)));
          }
          expect(log.state).toEqual(foldRun(events));
        },
      ),
      runs,
    );
  });

  it('is the same whether it came at once or in pieces, and a longer one leaves it as it was', async () => {
    await fc.assert(
      fc.asyncProperty(runPlot, every, fc.nat(), fc.nat(), async (plot, size, a, b) => {
        const { events } = await playRun(plot);
        const cut = (a % events.length) + 1;
        const before = RunLog.of(events.slice(0, cut), size);
        const whole = before.append(events);
        const other = before.append(events.slice(cut).map((event) => ({ ...event, time: 0 })));
        const seq = (b % events.length) + 1;
        expect(whole.stateAt(seq)).toEqual(foldRun(events.slice(0, seq)));
        expect(before.length).toBe(cut);
        expect(before.state).toEqual(foldRun(events.slice(0, cut)));
        expect(other.state?.lastSeq).toBe(events.length);
        expect(other.prefix(cut).sharedWith(whole)).toBe(cut);
      }),
      runs,
    );
  });
});
