import { restoreRun } from '../../src-main/engine/restore-run';
import type { EnginePorts, ExecutableKind, RestoreRequest } from '../../src-main/engine/types';
import type { RunEvent } from '../../src-shared/runs/events';
import type { Workflow } from '../../src-shared/workflow/model';
import { FakeClock } from './fake-clock';
import { fakeHash, testPorts, wordsOf, type TestRun } from './run-workflow';
import { MemoryJournal } from '../../src-main/engine/memory-journal';

export interface RestoredTestRun extends TestRun {
  /** The whole log: what was there before, and what came after. */
  log(): readonly RunEvent[];
}

/** Lets a run go on from a log, as another process would. */
export function restoreWorkflow(
  workflow: Workflow,
  kinds: ReadonlyMap<string, ExecutableKind>,
  events: readonly RunEvent[],
  rest: Partial<EnginePorts> = {},
  request: Partial<RestoreRequest> = {},
): RestoredTestRun {
  const clock = rest.clock instanceof FakeClock ? rest.clock : new FakeClock();
  const journal = rest.journal instanceof MemoryJournal ? rest.journal : new MemoryJournal();
  const published: RunEvent[] = [];
  const ports = testPorts(kinds, {
    journal,
    clock,
    onEvents: (batch) => published.push(...batch),
    ...rest,
  });
  const [first] = events;
  if (first?.type !== 'run.created') throw new Error('A log begins with run.created.');
  // What was stored and read again shares nothing with what is in memory.
  const stored = structuredClone(events);
  const handle = restoreRun(ports, {
    run: first.run,
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: null,
    startedBy: 'test',
    events: stored,
    reason: 'recovery',
    ...request,
  });
  return {
    handle,
    clock,
    journal,
    published,
    log: () => [...stored, ...published],
    steps: () => wordsOf(published),
    events: (type) => published.filter((event) => event.type === type) as never,
  };
}
