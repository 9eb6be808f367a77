import { FileX2 } from 'lucide-react';
import { documentStore, useDocument } from '../../features/document/index';
import { showLibrary } from '../../features/library/index';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import css from './workflow-screen.module.css';

/** In place of a workflow that could not be opened. */
export function OpeningFailed() {
  const error = useDocument((state) => state.error);
  return (
    <main className={css.waiting}>
      <EmptyState
        icon={<FileX2 />}
        title="The workflow could not be opened"
        description={[error?.message, error?.hint].filter(Boolean).join(' ')}
        actions={
          <>
            <Button variant="primary" onClick={showLibrary}>
              Go to library
            </Button>
            <Button
              onClick={() => {
                const { id } = documentStore.getState();
                if (id) void documentStore.open(id);
              }}
            >
              Try again
            </Button>
          </>
        }
      />
    </main>
  );
}
