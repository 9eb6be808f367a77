import type { RunQueryInput, RunSummary } from '@shared/ipc/runs';
import type { WorkflowId } from '@shared/lib/ids';

// What the list of runs is narrowed to.

export type StatusFilter = 'any' | 'open' | 'completed' | 'failed' | 'stopped';
export type TimeFilter = 'any' | 'hour' | 'day' | 'week' | 'month';

export interface RunFilter {
  readonly status: StatusFilter;
  readonly time: TimeFilter;
  readonly workflowId: WorkflowId | null;
  readonly text: string;
}

export const anyRun: RunFilter = { status: 'any', time: 'any', workflowId: null, text: '' };

const statuses: Readonly<Record<StatusFilter, readonly RunSummary['status'][] | null>> = {
  any: null,
  open: ['queued', 'running', 'paused', 'waiting'],
  completed: ['completed'],
  failed: ['failed'],
  stopped: ['cancelled', 'interrupted'],
};

const hour = 3_600_000;
const spans: Readonly<Record<TimeFilter, number | null>> = {
  any: null,
  hour,
  day: 24 * hour,
  week: 7 * 24 * hour,
  month: 30 * 24 * hour,
};

export function queryOf(filter: RunFilter, now: number): RunQueryInput {
  const wanted = statuses[filter.status];
  const span = spans[filter.time];
  const text = filter.text.trim();
  return {
    ...(wanted && { statuses: [...wanted] }),
    ...(span !== null && { since: now - span }),
    ...(filter.workflowId !== null && { workflowId: filter.workflowId }),
    ...(text !== '' && { text }),
  };
}

export function isNarrowed(filter: RunFilter): boolean {
  return Object.keys(queryOf(filter, 0)).length > 0;
}

export const statusFilters: readonly { value: StatusFilter; label: string }[] = [
  { value: 'any', label: 'Any status' },
  { value: 'open', label: 'Running or waiting' },
  { value: 'completed', label: 'Completed' },
  { value: 'failed', label: 'Failed' },
  { value: 'stopped', label: 'Stopped' },
];

export const timeFilters: readonly { value: TimeFilter; label: string }[] = [
  { value: 'any', label: 'Any time' },
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
];
