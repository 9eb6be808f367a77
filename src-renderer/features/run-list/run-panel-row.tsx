import { Ellipsis, Pin } from 'lucide-react';
import { ContextMenu } from '../../ui/context-menu';
import { formatDuration } from '../../ui/format-duration';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { RelativeTime } from '../../ui/relative-time';
import { effectsTag, isRunOver, LiveRun, StatusIcon, statusText, useRuns } from '../runs/index';
import { showRun, usePanelRuns } from './run-list';
import { RunMenuItems } from './run-menu-items';
import css from './run-panel.module.css';
import type { RunRowProps } from './run-rows';

/** A run in the side bar: how it stands, and in a second line what there is to say about it. */
export function RunPanelRow({ run, tabbable, now }: RunRowProps) {
  const shown = useRuns((state) => state.shown === run.id);
  const named = usePanelRuns((state) => state.filter.workflowId === null);
  const items = <RunMenuItems run={run} />;
  const open = !isRunOver(run.status);
  return (
    <ContextMenu items={items}>
      <li className={css.row}>
        <button
          type="button"
          className={css.open}
          data-run={run.id}
          tabIndex={tabbable ? 0 : -1}
          aria-current={shown || undefined}
          disabled={run.workflowId === null}
          title={
            run.workflowId === null ? 'It was started from a file, by the command line' : undefined
          }
          onClick={() => void showRun(run)}
        >
          <StatusIcon status={run.status} />
          <span className={css.text}>
            <span className={css.head}>
              <span className={css.name}>{named ? run.workflowName : statusText[run.status]}</span>
              {run.kept && (
                <Pin size={12} role="img" aria-label="Pinned: never removed by itself" />
              )}
              <RelativeTime time={run.createdAt} className={css.time} />
            </span>
            <span className={css.about}>{shown && open ? <LiveRun /> : aboutRun(run, now)}</span>
          </span>
        </button>
        <span className={css.menu}>
          <Menu
            align="end"
            trigger={
              <IconButton
                label={`More for the run that is ${statusText[run.status].toLowerCase()}`}
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

/** What it took, by whom and how it ran, and why it failed. */
function aboutRun(run: RunRowProps['run'], now: number): string {
  const took = run.startedAt === null ? null : (run.endedAt ?? now) - run.startedAt;
  return [
    took !== null && formatDuration(took),
    run.restricted && 'restricted',
    effectsTag(run.effects),
    run.startedBy !== 'studio' && `by ${run.startedBy}`,
    run.error?.message,
  ]
    .filter(Boolean)
    .join(', ');
}
