import type { RunSummary } from '@shared/ipc/runs';
import { formatDuration } from '../../ui/format-duration';
import { isOver, statusText } from './run-status';

/** What is to be said of a run that was otherwise before, or not there. Where it stands still the debugger says. */
export function runNews(before: RunSummary | undefined, run: RunSummary): string | undefined {
  if (before?.status === run.status) return undefined;
  if (run.status === 'failed') {
    return run.error === null ? 'Run failed' : `Run failed: ${run.error.message}`;
  }
  if (isOver(run.status)) {
    const words = `Run ${statusText[run.status].toLowerCase()}`;
    const time =
      run.startedAt === null || run.endedAt === null ? undefined : run.endedAt - run.startedAt;
    return time === undefined ? words : `${words} in ${formatDuration(time)}`;
  }
  if (run.status === 'waiting') return 'Run waiting';
  return before === undefined ? 'Run started' : undefined;
}
