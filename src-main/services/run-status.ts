import type { RunSummary } from '@shared/ipc/runs';
import type { RunHandle } from '../engine/types';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';

export interface RunStatusParts {
  readonly runs: Pick<RunsRepository, 'activeSteps'>;
  readonly handleOf: (run: RunRecord['id']) => RunHandle | undefined;
  /** Whether the process that has the run is there. */
  readonly isAlive: (owner: string) => boolean;
}

/** A run as lists show it: also whether it only waits, and whether anybody runs it. */
export function summarize(record: RunRecord, parts: RunStatusParts): RunSummary {
  return { ...record, status: statusOf(record, parts) };
}

function statusOf(record: RunRecord, parts: RunStatusParts): RunSummary['status'] {
  if (record.status !== 'running') return record.status;
  const handle = parts.handleOf(record.id);
  if (handle) return handle.state().status;
  if (!parts.isAlive(record.owner)) return 'interrupted';
  return onlyWaits(parts.runs.activeSteps(record.id)) ? 'waiting' : 'running';
}

type ActiveStep = ReturnType<RunsRepository['activeSteps']>[number];

/** Whether all that is under way waits, or is a container around something that waits. */
function onlyWaits(steps: readonly ActiveStep[]): boolean {
  const waiting = steps.filter(({ status }) => status === 'waiting' || status === 'interrupted');
  const isAround = ({ path, step, status }: ActiveStep) => {
    const body = path === '' ? `${step}[` : `${path}/${step}[`;
    return status === 'running' && waiting.some((inner) => inner.path.startsWith(body));
  };
  return waiting.length > 0 && steps.every((step) => waiting.includes(step) || isAround(step));
}
