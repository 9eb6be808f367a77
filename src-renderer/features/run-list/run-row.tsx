import { costText } from '@shared/runs/cost';
import { formatDuration } from '../../ui/format-duration';
import { RelativeTime } from '../../ui/relative-time';
import { formatBytes, isRunOver, StatusIcon, statusText } from '../runs/index';
import { KeptMark, RunItem, tookOf } from './run-item';
import { openRun } from './run-list';
import type { RunRowProps } from './run-rows';
import css from './run-row.module.css';

/** A run on the page of all runs. */
export function RunRow({ run, tabbable, now }: RunRowProps) {
  const took = tookOf({ run, now });
  return (
    <RunItem
      run={run}
      tabbable={tabbable}
      css={css}
      menuLabel={`More for this run of ${run.workflowName}`}
      onOpen={() => void openRun(run)}
    >
      <span className={css.status}>
        <StatusIcon status={run.status} />
        {statusText[run.status]}
      </span>
      <span className={css.text}>
        <span className={css.name}>
          <span className={css.words} title={run.workflowName}>
            {run.workflowName}
          </span>
          {run.kept && <KeptMark />}
        </span>
        {run.error && <span className={css.error}>{run.error.message}</span>}
      </span>
      <span className={css.number}>
        {took === null ? '' : formatDuration(took)}
        {run.cost && <span className={css.cost}>{costText(run.cost)}</span>}
      </span>
      <span className={css.by}>
        {run.startedBy === 'studio' ? '' : `by ${run.startedBy}`}
        {run.onlyStep ? ` only step ${run.onlyStep}` : ''}
        {isRunOver(run.status) && ` ${formatBytes(run.bytes)}`}
      </span>
      <RelativeTime time={run.createdAt} className={css.number} />
    </RunItem>
  );
}
