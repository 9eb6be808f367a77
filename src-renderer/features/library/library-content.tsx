import { FileDown, SearchX, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Kbd } from '../../ui/kbd';
import { Skeleton } from '../../ui/skeleton';
import { libraryStore, useLibrary } from './library';
import { findEntries } from './sort-entries';
import { WorkflowList } from './workflow-list';
import css from './library-content.module.css';

/** The list in each of its states: loading, failed, empty, nothing found, full. */
export function LibraryContent() {
  const { status, entries, query, sort, error } = useLibrary((state) => state);
  const found = useMemo(() => findEntries(entries, query, sort), [entries, query, sort]);

  if (status === 'loading') {
    return (
      <div className={css.box} aria-busy="true" aria-label="Loading workflows">
        {[0, 1, 2].map((row) => (
          <div key={row} className={css.loading}>
            <Skeleton width={32} height={32} />
            <Skeleton width={`${46 - row * 9}%`} />
          </div>
        ))}
      </div>
    );
  }
  if (status === 'failed') {
    return (
      <div className={css.box}>
        <EmptyState
          icon={<TriangleAlert />}
          title="The library could not be read"
          description={[error?.message, error?.hint].filter(Boolean).join(' ')}
          actions={<Button onClick={() => void libraryStore.load()}>Try again</Button>}
        />
      </div>
    );
  }
  if (entries.length === 0) {
    return (
      <div className={css.box}>
        <EmptyState
          icon={<FileDown />}
          title="No workflows yet"
          description={
            <>
              Press <Kbd shortcut="Mod+N" /> for an empty canvas, drop a .stepwell.yaml file
              anywhere on this window, or take one of the samples below: each does a real job on
              your own machine.
            </>
          }
        />
      </div>
    );
  }
  if (found.length === 0) {
    return (
      <div className={css.box}>
        <EmptyState
          icon={<SearchX />}
          title={`Nothing matches “${query}”`}
          description="Names, descriptions and file names are searched."
          actions={<Button onClick={() => libraryStore.setQuery('')}>Clear search</Button>}
        />
      </div>
    );
  }
  return <WorkflowList entries={found} />;
}
