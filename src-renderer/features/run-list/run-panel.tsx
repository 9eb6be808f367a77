import type { RunStatistics } from '@shared/ipc/runs';
import { quantile } from '@shared/runs/run-times';
import { Activity, ListFilter, SearchX, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button';
import { CommandKbd } from '../../ui/command-kbd';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format-duration';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { MenuCheckItem } from '../../ui/menu-check-item';
import { MenuGroup } from '../../ui/menu-group';
import { MenuSeparator } from '../../ui/menu-separator';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { useDocument } from '../document/index';
import { RunBars } from './run-bars';
import { anyRun, isNarrowed, statusFilters, timeFilters } from './run-filter';
import { panelRunsStore, usePanelRuns } from './run-list';
import { type PanelScope, panelScopeStore, usePanelScope } from './panel-scope';
import { RunPanelRow } from './run-panel-row';
import { RunRows } from './run-rows';
import css from './run-panel.module.css';

const scopes: readonly { readonly value: PanelScope; readonly label: string }[] = [
  { value: 'workflow', label: 'This workflow' },
  { value: 'all', label: 'All' },
];

/** The runs of the open workflow, or of all, beside the canvas: choosing one shows it there. */
export function RunPanel() {
  const id = useDocument((state) => state.id);
  const scope = usePanelScope();
  const { status, busy, runs, more, statistics, filter, error } = usePanelRuns((state) => state);
  useEffect(() => {
    panelRunsStore.setFilter({ workflowId: scope === 'workflow' ? id : null });
  }, [scope, id]);
  const narrowed = isNarrowed({ ...filter, workflowId: null });
  return (
    <div className={css.panel}>
      <div className={css.tools}>
        <SegmentedControl
          label="Whose runs"
          value={scope}
          segments={scopes}
          onValueChange={(next) => panelScopeStore.set(next)}
          className={css.scope}
        />
        <div className={css.find}>
          <TextField
            value={filter.text}
            onValueChange={(text) => panelRunsStore.setFilter({ text })}
            label="Search runs"
            placeholder="Search by error or id"
            type="search"
            size="sm"
            className={css.search}
            onKeyDown={(event) => {
              if (event.key === 'Escape') panelRunsStore.setFilter({ text: '' });
            }}
          />
          <FilterMenu />
        </div>
      </div>
      {status === 'loading' && (
        <div aria-busy="true" aria-label="Loading runs" className={css.loading}>
          <Skeleton height={40} />
          <Skeleton height={40} />
          <Skeleton height={40} />
        </div>
      )}
      {status === 'failed' && (
        <EmptyState
          compact
          icon={<TriangleAlert />}
          title="The runs could not be read"
          description={[error?.message, error?.hint].filter(Boolean).join(' ')}
          actions={<Button onClick={() => void panelRunsStore.load()}>Try again</Button>}
        />
      )}
      {status === 'ready' && runs.length === 0 && <Nothing narrowed={narrowed} />}
      {status === 'ready' && runs.length > 0 && (
        <>
          {statistics && <Summary statistics={statistics} />}
          <div className={css.rows} aria-busy={busy}>
            <RunRows
              runs={runs}
              label={scope === 'workflow' ? 'Runs of this workflow' : 'Runs'}
              row={RunPanelRow}
            />
            {more && (
              <div className={css.more}>
                <Button size="sm" onClick={() => void panelRunsStore.loadMore()}>
                  Show older runs
                </Button>
              </div>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function FilterMenu() {
  const filter = usePanelRuns((state) => state.filter);
  const narrowed = filter.status !== 'any' || filter.time !== 'any';
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={narrowed ? 'Filter: not all runs are listed' : 'Filter'}
          size="sm"
          pressed={narrowed}
        >
          <ListFilter />
        </IconButton>
      }
    >
      <MenuGroup label="Status">
        {statusFilters.map(({ value, label }) => (
          <MenuCheckItem
            key={value}
            checked={filter.status === value}
            onCheckedChange={() => panelRunsStore.setFilter({ status: value })}
          >
            {label}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label="Time">
        {timeFilters.map(({ value, label }) => (
          <MenuCheckItem
            key={value}
            checked={filter.time === value}
            onCheckedChange={() => panelRunsStore.setFilter({ time: value })}
          >
            {label}
          </MenuCheckItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

/** How many, how many of them completed and what they usually take, over the latest ones as bars. */
function Summary({ statistics }: { readonly statistics: RunStatistics }) {
  const { total, counts, ended } = statistics;
  const over = ['completed', 'failed', 'cancelled', 'interrupted'].reduce(
    (sum, status) => sum + (counts[status] ?? 0),
    0,
  );
  const completed = counts['completed'] ?? 0;
  const usual = quantile(
    ended
      .filter((run) => run.status === 'completed')
      .map((run) => run.duration)
      .sort((a, b) => a - b),
    0.5,
  );
  return (
    <div className={css.summary}>
      <p className={css.figures}>
        <span>{total === 1 ? '1 run' : `${total.toLocaleString('en')} runs`}</span>
        {over > 0 && <span>{Math.round((completed * 100) / over)} % completed</span>}
        {usual !== null && <span>usually {formatDuration(usual)}</span>}
      </p>
      <RunBars runs={ended} />
    </div>
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState
        compact
        icon={<SearchX />}
        title="No run fits"
        actions={
          <Button
            size="sm"
            onClick={() =>
              panelRunsStore.setFilter({
                ...anyRun,
                workflowId: panelRunsStore.getState().filter.workflowId,
              })
            }
          >
            Show all runs
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      compact
      icon={<Activity />}
      title="No runs yet"
      description={
        <>
          Every run is kept with all its values, also after a restart.{' '}
          <CommandKbd command="run.start" /> runs the workflow.
        </>
      }
    />
  );
}
