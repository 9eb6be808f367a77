import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { RunService } from '../../services/run-service';
import type { RunStatisticsService } from '../../services/run-statistics-service';
import { done } from './done';

export function createRunHandlers(
  runs: RunService,
  statistics: RunStatisticsService,
): Handlers<Contract>['runs'] {
  return {
    start: async (request) => ({ runId: await runs.start({ ...request, startedBy: 'studio' }) }),
    cancel: async ({ runId }) => done(await runs.cancel(runId)),
    resume: async ({ runId, secrets }) => done(await runs.resume(runId, secrets)),
    decide: async (decision) => done(await runs.decide(decision)),
    decisions: ({ runId }) => runs.decisions(runId),
    list: (filter) => runs.list(filter),
    search: ({ before, limit, ...query }) => statistics.search(query, before, limit),
    statistics: (query) => statistics.statistics(query),
    times: ({ workflowId }) => statistics.times(workflowId),
    events: ({ runId, after, limit }) => runs.events(runId, after, limit),
    text: ({ runId }) => ({ text: runs.text(runId) }),
    versionText: ({ hash }) => ({ text: runs.versionText(hash) }),
    forks: ({ workflowId }) => runs.forks(workflowId),
    readBlob: ({ hash, offset, length }) => runs.readBlob(hash, offset, length),
    readItems: ({ hash, from, count }) => runs.readItems(hash, from, count),
    keep: ({ runId, kept }) => done(runs.keep(runId, kept)),
    remove: ({ runId }) => done(runs.remove(runId)),
  };
}
