import { FileX2 } from 'lucide-react';
import { documentStore, useDocument } from '../../features/document/index';
import { showLibrary } from '../../features/library/index';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Spinner } from '../../ui/spinner';
import { Banners } from './banners';
import { StatusBar } from './status-bar';
import { WorkflowBar } from './workflow-bar';
import { WorkflowBody } from './workflow-body';
import css from './workflow-screen.module.css';

export function WorkflowScreen() {
  const status = useDocument((state) => state.status);
  return (
    <div className={css.screen}>
      <WorkflowBar />
      {status === 'open' && (
        <>
          <Banners />
          <main className={css.main}>
            <WorkflowBody />
          </main>
          <StatusBar />
        </>
      )}
      {status === 'loading' && (
        <main className={css.waiting}>
          <Spinner size={20} label="Opening the workflow" />
        </main>
      )}
      {status === 'failed' && <OpeningFailed />}
    </div>
  );
}

function OpeningFailed() {
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
