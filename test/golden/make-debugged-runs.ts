import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { forkRun } from '../../src-main/engine/fork-run';
import { breakAt, debugWorkflow } from '../helpers/debug-workflow';
import { fakeHash, fakeKind, kindsOf, testPorts, workflowOf } from '../helpers/run-workflow';

// Runs that were debugged and forked: the events that only a person brings forth.

const kinds = kindsOf(fakeKind('echo', ({ step, config }) => config['value'] ?? step.id));
const chain = workflowOf(
  { a: 'echo', b: 'echo', c: 'echo', d: 'echo' },
  ['a -> b', 'b -> c', 'c -> d'],
  { vars: { count: 0 } },
);

/** It is stopped, changed, restarted, skipped and set back. */
export async function debugged(): Promise<readonly RunEvent[]> {
  const run = debugWorkflow(chain, kinds, { breakpoints: [breakAt('b', { id: 'at b' })] });
  const { session } = run;
  await session.edit(run.at('before b').id, { type: 'variable', name: 'count', value: 2 });
  await session.edit(run.at('before b').id, { type: 'input', value: { value: 'changed' } });
  await session.restart(run.at('before b').id, { value: '{{ vars.count }}' });
  session.resume(1, 'over');
  await session.jump(run.at('before c').id, 'a');
  session.setBreakpoints([]);
  session.runTo(1, 'd');
  await session.skip(run.at('before d').id, { given: true });
  await session.done;
  return run.journal.events;
}

export async function forked(): Promise<readonly RunEvent[]> {
  const events = await debugged();
  const log: RunEvent[] = [];
  const append = (batch: readonly RunEvent[]): undefined => void log.push(...batch);
  const fork = forkRun(testPorts(kinds, { journal: { append } }), {
    run: 'run_fork' as RunId,
    from: 'run_0000000001' as RunId,
    at: 4,
    edits: [{ type: 'output', step: 'a', path: [], value: 'other' }],
    again: 'reuse',
    workflow: chain,
    workflowRef: { id: null, hash: fakeHash, name: 'Test' },
    input: null,
    startedBy: 'test',
    events,
  });
  await fork.done;
  return log;
}
