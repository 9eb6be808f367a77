import { Activity, SearchX, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { workbench } from '../workbench/index';
import { Charts } from './charts/charts';
import { anyRun, isNarrowed } from './run-filter';
import { RunFigures } from './run-figures';
import { RunFilters } from './run-filters';
import { openRun, runListStore, useRunList } from './run-list';
import { RunRow } from './run-row';
import { RunRows } from './run-rows';
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
            {statistics.ended.length > 0 && (
              <Charts statistics={statistics} onOpen={(run) => void openRun(run)} />
            )}
            <div className={css.list}>
              <RunRows runs={runs} label="Runs" row={RunRow} />
            </div>
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
