import { costText } from '@shared/runs/cost';
import { formatDuration } from '../../ui/format-duration';
import { RelativeTime } from '../../ui/relative-time';
import { effectsTag, isRunOver, LiveRun, StatusIcon, statusText, useRuns } from '../runs/index';
import { KeptMark, RunItem, tookOf } from './run-item';
import { showRun, usePanelRuns } from './run-list';
import css from './run-panel.module.css';
import type { RunRowProps } from './run-rows';

/** A run in the side bar: how it stands, and in a second line what there is to say about it. */
export function RunPanelRow({ run, tabbable, now }: RunRowProps) {
  const shown = useRuns((state) => state.shown === run.id);
  const named = usePanelRuns((state) => state.filter.workflowId === null);
  const open = !isRunOver(run.status);
  return (
    <RunItem
      run={run}
      tabbable={tabbable}
      css={css}
      menuLabel={`More for the run that is ${statusText[run.status].toLowerCase()}`}
      current={shown}
      onOpen={() => void showRun(run)}
    >
      <StatusIcon status={run.status} />
      <span className={css.text}>
        <span className={css.head}>
          <span className={css.name}>{named ? run.workflowName : statusText[run.status]}</span>
          {run.kept && <KeptMark />}
          <RelativeTime time={run.createdAt} className={css.time} />
        </span>
        <span className={css.about}>{shown && open ? <LiveRun /> : aboutRun(run, now)}</span>
      </span>
    </RunItem>
  );
}

/** What it took and cost, by whom and how it ran, and why it failed. */
function aboutRun(run: RunRowProps['run'], now: number): string {
  const took = tookOf({ run, now });
  return [
    took !== null && formatDuration(took),
    run.cost && costText(run.cost),
    run.restricted && 'restricted',
    effectsTag(run.effects),
    run.onlyStep && `only step ${run.onlyStep}`,
    run.startedBy !== 'studio' && `by ${run.startedBy}`,
    run.error?.message,
  ]
    .filter(Boolean)
    .join(', ');
}
