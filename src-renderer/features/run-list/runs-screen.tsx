import type { RunStatistics, RunSummary } from '@shared/ipc/runs';
import { Activity, SearchX, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { isRunOver } from '../runs/index';
import { workbench } from '../workbench/index';
import { DayChart } from './day-chart';
import { DurationChart } from './duration-chart';
import { anyRun, isNarrowed } from './run-filter';
import { RunFigures } from './run-figures';
import { RunFilters } from './run-filters';
import { openRun, runListStore, useRunList } from './run-list';
import { RunRow } from './run-row';
import { StepChart } from './step-chart';
import { useSeconds } from './use-seconds';
import css from './runs-screen.module.css';

/** Runs of all workflows: narrowed, summed up, drawn and listed. */
export function RunsScreen() {
  const { status, runs, more, statistics, filter, error } = useRunList((state) => state);
  useEffect(() => void runListStore.load(), []);
  return (
    <main className={css.screen}>
      <div className={css.column}>
        <h1 className={css.title}>Runs</h1>
        <RunFilters />
        {status === 'loading' && (
          <div aria-busy="true" aria-label="Loading runs" className={css.loading}>
            <Skeleton height={64} />
            <Skeleton height={180} />
            <Skeleton height={320} />
          </div>
        )}
        {status === 'failed' && (
          <EmptyState
            icon={<TriangleAlert />}
            title="The runs could not be read"
            description={[error?.message, error?.hint].filter(Boolean).join(' ')}
            actions={<Button onClick={() => void runListStore.load()}>Try again</Button>}
          />
        )}
        {status === 'ready' && statistics && runs.length === 0 && (
          <Nothing narrowed={isNarrowed(filter)} />
        )}
        {status === 'ready' && statistics && runs.length > 0 && (
          <>
            <RunFigures statistics={statistics} />
            {statistics.ended.length > 0 && <Charts statistics={statistics} />}
            <RunRows runs={runs} />
            {more && (
              <div className={css.more}>
                <Button onClick={() => void runListStore.loadMore()}>Show older runs</Button>
              </div>
            )}
          </>
        )}
      </div>
    </main>
  );
}

function Charts({ statistics }: { readonly statistics: RunStatistics }) {
  const runs = useRunList((state) => state.runs);
  return (
    <div className={css.charts}>
      <DurationChart
        runs={statistics.ended}
        onOpen={({ id }) => {
          const run = runs.find((other) => other.id === id);
          if (run) void openRun(run);
        }}
      />
      <DayChart runs={statistics.ended} />
      <StepChart steps={statistics.steps} />
    </div>
  );
}

/** Arrow keys, Home and End move between the rows; Enter opens one. */
function RunRows({ runs }: { readonly runs: readonly RunSummary[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [tabbable, setTabbable] = useState<string | null>(null);
  const now = useSeconds(runs.some((run) => !isRunOver(run.status)));
  const first = runs.some(({ id }) => id === tabbable) ? tabbable : runs[0]?.id;

  function onKeyDown(event: KeyboardEvent): void {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    rows[next]?.focus();
  }

  return (
    <ul
      ref={list}
      className={css.list}
      aria-label="Runs"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        if (target.dataset['run']) setTabbable(target.dataset['run']);
      }}
    >
      {runs.map((run) => (
        <RunRow key={run.id} run={run} tabbable={run.id === first} now={now} />
      ))}
    </ul>
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  return (
    <div className={css.empty}>
      {narrowed ? (
        <EmptyState
          icon={<SearchX />}
          title="No run fits"
          description="Choose another status, workflow or time."
          actions={<Button onClick={() => runListStore.setFilter(anyRun)}>Show all runs</Button>}
        />
      ) : (
        <EmptyState
          icon={<Activity />}
          title="Nothing has run yet"
          description="Every run stands here with all its values, whichever workflow it is of."
          actions={
            <Button onClick={() => workbench.showHome('templates')}>Start from a template</Button>
          }
        />
      )}
    </div>
  );
}
