import type { RunQueryInput, RunStatistics, RunSummary } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { type RunTimes, runTimes, stepTimes } from '@shared/runs/run-times';
import type { RunSearchRepository } from '../storage/repositories/run-search';
import type { RunService } from './run-service';

// Runs over all workflows: found by what they are, and summed up.

export interface RunStatisticsService {
  search(
    query: RunQueryInput,
    before: RunId | undefined,
    limit: number,
  ): { runs: RunSummary[]; more: boolean };
  statistics(query: RunQueryInput): RunStatistics;
  /** What runs of a workflow usually take. */
  times(workflowId: WorkflowId): RunTimes;
}

export interface RunStatisticsParts {
  readonly runSearch: RunSearchRepository;
  readonly runs: Pick<RunService, 'get'>;
}

/** So many of the latest runs stand in the charts, and say what is usual. */
const chartRuns = 120;
const usualRuns = 30;

export function createRunStatisticsService(parts: RunStatisticsParts): RunStatisticsService {
  const { runSearch, runs } = parts;
  return {
    search(query, before, limit) {
      const found = runSearch.search(query, before, limit + 1);
      return {
        runs: found.slice(0, limit).map((run) => runs.get(run)),
        more: found.length > limit,
      };
    },
    statistics(query) {
      const ended = runSearch.ended(query, chartRuns);
      const counts = Object.fromEntries(
        runSearch.countByStatus(query).map(({ status, count }) => [status, count]),
      );
      return {
        total: Object.values(counts).reduce((sum, count) => sum + count, 0),
        counts,
        // As a chart reads: the oldest first.
        ended: ended.toReversed(),
        steps:
          query.workflowId === undefined
            ? []
            : stepTimes(runSearch.stepTimes(query.workflowId, chartRuns)),
        costs:
          query.workflowId === undefined ? [] : runSearch.stepCosts(query.workflowId, chartRuns),
        workflows: runSearch.workflows(),
      };
    },
    times(workflowId) {
      const ended = runSearch.ended({ workflowId, statuses: ['completed'] }, usualRuns);
      return runTimes(
        ended.map(({ duration }) => duration),
        runSearch.stepTimes(workflowId, usualRuns),
      );
    },
  };
}
