import { FilePlus2, FolderOpen, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { FolderMenu } from './folder-menu';
import { LibraryContent } from './library-content';
import { libraryStore, useLibrary } from './library';
import { entriesAt, placeTitle } from './place';
import { newWorkflow, openFile } from './workflow-actions';
import css from './library-screen.module.css';

const sorts = [
  { value: 'updated', label: 'Last changed' },
  { value: 'name', label: 'Name' },
  { value: 'created', label: 'Newest' },
  { value: 'steps', label: 'Most steps' },
  { value: 'run', label: 'Last run' },
] as const;

export interface LibraryScreenProps {
  /** Above the list, for who is here for the first time. */
  readonly welcome?: ReactNode;
  /** Below the list, e.g. something to start from. */
  readonly children?: ReactNode;
}

/** Home: the workflows at a place of the library, and how their latest runs went. */
export function LibraryScreen({ welcome, children }: LibraryScreenProps) {
  const place = useLibrary((state) => state.place);
  const count = useLibrary((state) => state.entries.length);
  const here = useLibrary((state) => entriesAt(state.entries, state.place).length);
  const query = useLibrary((state) => state.query);
  const sort = useLibrary((state) => state.sort);
  return (
    <main className={css.screen}>
      <div className={css.column}>
        <header className={css.header}>
          <h1 className={css.title}>{placeTitle(place)}</h1>
          {here > 0 && <Badge>{here}</Badge>}
          {place.type === 'folder' && <FolderMenu path={place.path} />}
          <div className={css.actions}>
            <Button icon={<FolderOpen />} onClick={() => void openFile()}>
              Open file…
            </Button>
            <Button variant="primary" icon={<FilePlus2 />} onClick={() => void newWorkflow()}>
              New workflow
            </Button>
          </div>
        </header>
        {count > 0 && (
          <div className={css.tools}>
            <TextField
              value={query}
              onValueChange={libraryStore.setQuery}
              label="Search workflows"
              placeholder="Search by name, description, tag, step or file"
              prefix={<Search />}
              type="search"
              className={css.search}
              onKeyDown={(event) => {
                if (event.key === 'Escape') libraryStore.setQuery('');
              }}
            />
            <Select
              value={sort}
              options={sorts}
              onValueChange={libraryStore.setSort}
              label="Sort by"
              className={css.sort}
            />
          </div>
        )}
        {place.type === 'all' && query === '' && welcome}
        <LibraryContent />
        {place.type === 'all' && query === '' && children}
      </div>
    </main>
  );
}
