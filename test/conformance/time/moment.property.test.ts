import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../../src-shared/debug/moment';
import { programsOf, type RunPrograms } from '../../../src-shared/debug/programs';
import { rootValues } from '../../../src-shared/debug/roots';
import { RunLog } from '../../../src-shared/debug/run-log';
import type { ContentHash } from '../../../src-shared/lib/ids';
import type { JsonObject } from '../../../src-shared/lib/json';
import type { RunEvent } from '../../../src-shared/runs/events';
import { visibleSteps } from '../../../src-shared/workflow/graph/scopes';
import type { Workflow } from '../../../src-shared/workflow/model';
import type { ExecutableKind, StepContext } from '../../../src-main/engine/types';
import { containerPlot, plottedWorkflow, type Plot } from '../../helpers/random-containers';
import { restoreWorkflow } from '../../helpers/restore-run';
import { textKinds } from '../../helpers/run-text';
import { fakeHash, fakeIds, runWorkflow } from '../../helpers/run-workflow';

const runs = { numRuns: Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 200) };

interface Witnessed {
  readonly key: string;
  readonly roots: JsonObject;
}

/** What the engine gave to the runners of every value, by the key of the attempt. */
class Witness {
  readonly seen: Witnessed[] = [];
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly programs: RunPrograms;

  constructor(plot: Plot) {
    const { workflow, others } = plottedWorkflow(plot);
    const hashes = [...others.keys()].map((_, at) => String(at).padStart(64, '0') as ContentHash);
    const names = [...others.keys()];
    const texts = new Map<string, Workflow>([[fakeHash, workflow]]);
    names.forEach((name, at) => {
      const text = others.get(name);
      if (text !== undefined) texts.set(hashes[at] ?? '', text);
    });
    const kinds = new Map(
      textKinds({
        workflows: {
          load: async (reference) => {
            const at = names.indexOf(reference);
            const hash = hashes[at];
            const called = others.get(reference);
            if (hash === undefined || called === undefined) throw new Error(reference);
            return { workflow: called, ref: { id: null, hash, name: called.name }, folder: null };
          },
        },
      }),
    );
    for (const kind of ['transform', 'fail']) {
      const real = kinds.get(kind);
      if (real !== undefined) kinds.set(kind, { ...real, run: this.watch(real.run) });
    }
    this.kinds = kinds;
    this.programs = programsOf(texts, (kind) => kinds.get(kind)?.definition);
    this.workflow = workflow;
  }

  readonly workflow: Workflow;

  private watch(run: ExecutableKind['run']): ExecutableKind['run'] {
    return (context: StepContext<never>) => {
      this.seen.push({ key: context.idempotencyKey, roots: structuredClone(context.roots) });
      return run(context);
    };
  }

  /** Of the steps that had to be finished before; what else was seen hangs on the order of a moment. */
  compare(events: readonly RunEvent[]): number {
    const log = RunLog.of(events, 7);
    let compared = 0;
    for (const event of events) {
      if (event.type !== 'step.started') continue;
      const seen = this.seen.findLast(({ key }) => key === event.key);
      if (seen === undefined) continue;
      const moment = momentAt(log, this.programs, event.seq, event);
      const frame = moment?.frames[0];
      if (!moment || !frame) throw new Error(`no moment ${event.seq}`);
      const text = this.programs.workflowOf(frame.workflow.hash as ContentHash);
      const visible = text === null ? new Set<string>() : visibleSteps(text, event.step);
      const ours = rootValues(moment.roots(frame)) as JsonObject;
      expect(certain(ours, visible)).toEqual(certain(seen.roots, visible));
      compared += 1;
    }
    return compared;
  }
}

function certain(roots: JsonObject, visible: ReadonlySet<string>): JsonObject {
  const steps = roots['steps'] as JsonObject;
  const kept = Object.entries(steps).filter(([id]) => visible.has(id) || !/_b\d/.test(id));
  return { ...roots, steps: Object.fromEntries(kept) };
}

describe('what expressions see at a moment', () => {
  it('is what the engine gave at that moment, in all control structures', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(containerPlot, async (plot) => {
        const witness = new Witness(plot);
        const run = runWorkflow(witness.workflow, witness.kinds);
        await run.handle.done;
        compared += witness.compare(run.published);
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(runs.numRuns);
  });

  it('is so too in runs that went on in another process', async () => {
    await fc.assert(
      fc.asyncProperty(containerPlot, fc.nat(), async (plot, place) => {
        const witness = new Witness(plot);
        const whole = runWorkflow(witness.workflow, witness.kinds);
        await whole.handle.done;
        const { length } = whole.published;
        const before = whole.published.slice(0, 1 + (place % (length - 1)));
        witness.seen.length = 0;
        let count = 0;
        const ids = { ...fakeIds(), key: () => `later_${(count += 1)}` };
        const run = restoreWorkflow(witness.workflow, witness.kinds, before, { ids });
        await run.handle.done;
        const started = run.log().filter((event) => event.seq > before.length);
        expect(started.length).toBeGreaterThan(0);
        witness.compare(run.log());
      }),
      runs,
    );
  });
});
