import { Ellipsis, Pin } from 'lucide-react';
import { ContextMenu } from '../../ui/context-menu';
import { formatDuration } from '../../ui/format-duration';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { RelativeTime } from '../../ui/relative-time';
import { formatBytes, isRunOver, StatusIcon, statusText } from '../runs/index';
import { openRun } from './run-list';
import { RunMenuItems } from './run-menu-items';
import type { RunRowProps } from './run-rows';
import css from './run-row.module.css';

/** A run on the page of all runs. */
export function RunRow({ run, tabbable, now }: RunRowProps) {
  const items = <RunMenuItems run={run} />;
  const took = run.startedAt === null ? null : (run.endedAt ?? now) - run.startedAt;
  return (
    <ContextMenu items={items}>
      <li className={css.row}>
        <button
          type="button"
          className={css.open}
          data-run={run.id}
          tabIndex={tabbable ? 0 : -1}
          disabled={run.workflowId === null}
          title={
            run.workflowId === null ? 'It was started from a file, by the command line' : undefined
          }
          onClick={() => void openRun(run)}
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
              {run.kept && (
                <Pin size={12} role="img" aria-label="Pinned: never removed by itself" />
              )}
            </span>
            {run.error && <span className={css.error}>{run.error.message}</span>}
          </span>
          <span className={css.number}>{took === null ? '' : formatDuration(took)}</span>
          <span className={css.by}>
            {run.startedBy === 'studio' ? '' : `by ${run.startedBy}`}
            {isRunOver(run.status) && ` ${formatBytes(run.bytes)}`}
          </span>
          <RelativeTime time={run.createdAt} className={css.number} />
        </button>
        <span className={css.menu}>
          <Menu
            align="end"
            trigger={
              <IconButton
                label={`More for this run of ${run.workflowName}`}
                size="sm"
                tabIndex={tabbable ? 0 : -1}
              >
                <Ellipsis />
              </IconButton>
            }
          >
            {items}
          </Menu>
        </span>
      </li>
    </ContextMenu>
  );
}
