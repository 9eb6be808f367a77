import { FilePlus2, FolderOpen, Search } from 'lucide-react';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { LibraryContent } from './library-content';
import { libraryStore, useLibrary } from './library';
import { SampleGallery } from './sample-gallery';
import { newWorkflow, openFile } from './workflow-actions';
import css from './library-screen.module.css';

const sorts = [
  { value: 'updated', label: 'Last changed' },
  { value: 'name', label: 'Name' },
  { value: 'run', label: 'Last run' },
] as const;

/** Home: every workflow, how its latest run went, and samples to start from. */
export function LibraryScreen() {
  const count = useLibrary((state) => state.entries.length);
  const query = useLibrary((state) => state.query);
  const sort = useLibrary((state) => state.sort);
  return (
    <main className={css.screen}>
      <div className={css.column}>
        <header className={css.header}>
          <h1 className={css.title}>Workflows</h1>
          {count > 0 && <Badge>{count}</Badge>}
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
              placeholder="Search by name, description or file"
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
        <LibraryContent />
        <SampleGallery />
      </div>
    </main>
  );
}
