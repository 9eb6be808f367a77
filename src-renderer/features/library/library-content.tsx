import { Clock, FileDown, Folder, SearchX, Star, Tag, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { CommandKbd } from '../../ui/command-kbd';
import { Skeleton } from '../../ui/skeleton';
import { libraryStore, useLibrary } from './library';
import { entriesAt, type LibraryPlace } from './place';
import { SelectionBar } from './selection-bar';
import { findEntries } from './sort-entries';
import { WorkflowList } from './workflow-list';
import css from './library-content.module.css';

/** The list in each of its states: loading, failed, empty, nothing found, full. */
export function LibraryContent() {
  const { status, entries, query, sort, error, place, stepMatches } = useLibrary((state) => state);
  const found = useMemo(() => {
    const there = entriesAt(entries, place);
    // Recent ones are in the order of their opening, whatever else is chosen.
    return place.type === 'recent' && query === ''
      ? there
      : findEntries(there, query, sort, stepMatches);
  }, [entries, place, query, sort, stepMatches]);
  const selected = useLibrary((state) => state.selected);
  const chosen = useMemo(() => found.filter(({ id }) => selected.has(id)), [found, selected]);

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
              Press <CommandKbd command="library.new" /> for an empty canvas, drop a .stepwell.yaml
              file anywhere on this window, or take one of the templates below: each does a real job
              on your own machine.
            </>
          }
        />
      </div>
    );
  }
  if (query === '' && found.length === 0) {
    return <div className={css.box}>{emptyPlaces[place.type]}</div>;
  }
  if (found.length === 0) {
    return (
      <div className={css.box}>
        <EmptyState
          icon={<SearchX />}
          title={`Nothing matches “${query}”`}
          description="Names, descriptions, tags, folders, file names and titles of steps are searched."
          actions={<Button onClick={() => libraryStore.setQuery('')}>Clear search</Button>}
        />
      </div>
    );
  }
  return (
    <>
      {chosen.length > 0 && <SelectionBar entries={chosen} />}
      <WorkflowList entries={found} />
    </>
  );
}

const emptyPlaces: Readonly<Record<LibraryPlace['type'], ReactNode>> = {
  all: null,
  favourites: (
    <EmptyState
      icon={<Star />}
      title="No favourites yet"
      description="Press the star of a workflow, or F while it has the focus, and it stands here."
    />
  ),
  recent: (
    <EmptyState
      icon={<Clock />}
      title="Nothing was open yet"
      description="Workflows that you open stand here, the latest first."
    />
  ),
  folder: (
    <EmptyState
      icon={<Folder />}
      title="This folder is empty"
      description="Drag workflows here, press M on one, or make a new one: it goes into this folder."
    />
  ),
  tag: (
    <EmptyState
      icon={<Tag />}
      title="No workflow has this tag any more"
      description="Press T on a workflow to change its tags."
    />
  ),
};
