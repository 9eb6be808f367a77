import type { LibraryEntry } from '@shared/ipc/library';
import type { RunStatus } from '@shared/runs/events';
import { CircleDashed } from 'lucide-react';
import { RelativeTime } from '../../ui/relative-time';
import { StatusIcon, statusText } from '../runs/index';
import css from './last-run.module.css';

export interface LastRunProps {
  readonly run: LibraryEntry['lastRun'];
}

/** How a workflow's latest run ended, and when. */
export function LastRun({ run }: LastRunProps) {
  if (!run || !isStatus(run.status)) {
    return (
      <span className={css.never}>
        <CircleDashed /> Never run
      </span>
    );
  }
  return (
    <span className={css.run}>
      <StatusIcon status={run.status} />
      {statusText[run.status]}
      {run.endedAt !== null && <RelativeTime time={run.endedAt} className={css.time} />}
    </span>
  );
}

function isStatus(status: string): status is RunStatus {
  return status in statusText;
}
