import type { RunEvent } from '../../../src-shared/runs/events';
import type { Workflow } from '../../../src-shared/workflow/model';
import { MemoryJournal } from '../../../src-main/engine/memory-journal';
import { startRun } from '../../../src-main/engine/start-run';
import { FakeClock } from '../../helpers/fake-clock';
import { plotKinds, plotWorkflow, SlowJournal, type RunPlot } from '../../helpers/random-workflow';
import { fakeHash, seededRandom, testPorts } from '../../helpers/run-workflow';

export interface PlayedRun {
  readonly workflow: Workflow;
  readonly events: readonly RunEvent[];
}

/** A run of a random workflow by the real engine, to its end. */
export async function playRun(plot: RunPlot): Promise<PlayedRun> {
  const clock = new FakeClock();
  const journal =
    plot.journalDelay < 0 ? new MemoryJournal() : new SlowJournal(clock, plot.journalDelay);
  const workflow = plotWorkflow(plot);
  const events: RunEvent[] = [];
  const random = seededRandom(plot.seed);
  const onEvents = (batch: readonly RunEvent[]): void => void events.push(...batch);
  const handle = startRun(testPorts(plotKinds, { clock, journal, random, onEvents }), {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: null,
    startedBy: 'test',
  });
  if (plot.cancelAt >= 0) clock.schedule(plot.cancelAt, () => void handle.cancel('the plot'));
  await clock.advance(100_000);
  return { workflow, events };
}
