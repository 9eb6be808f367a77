import { RotateCcw, Trash2 } from 'lucide-react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { RelativeTime } from '../../ui/relative-time';
import { askLibrary } from './library-dialogs-store';
import { useLibrary } from './library';
import { restoreWorkflows } from './trash-actions';
import screenCss from './library-screen.module.css';
import css from './trash-screen.module.css';

/** Deleted workflows: back with them, or away for good. */
export function TrashScreen() {
  const trash = useLibrary((state) => state.trash);
  return (
    <main className={screenCss.screen}>
      <div className={screenCss.column}>
        <header className={screenCss.header}>
          <h1 className={screenCss.title}>Trash</h1>
          {trash.length > 0 && (
            <div className={screenCss.actions}>
              <Button
                icon={<Trash2 />}
                onClick={() => askLibrary({ type: 'purge', entries: trash })}
              >
                Empty the trash…
              </Button>
            </div>
          )}
        </header>
        {trash.length === 0 ? (
          <div className={css.box}>
            <EmptyState
              icon={<Trash2 />}
              title="The trash is empty"
              description="Workflows you delete stay here until you delete them for good."
            />
          </div>
        ) : (
          <ul className={css.box} aria-label="Deleted workflows">
            {trash.map((entry) => (
              <li key={entry.id} className={css.row}>
                <span className={css.text}>
                  <span className={css.name}>{entry.name}</span>
                  <span className={css.about}>
                    {entry.folder !== '' && `${entry.folder} · `}
                    {entry.stepCount === 1 ? '1 step' : `${entry.stepCount} steps`} · deleted{' '}
                    {entry.deletedAt !== null && <RelativeTime time={entry.deletedAt} />}
                  </span>
                </span>
                <Button
                  size="sm"
                  icon={<RotateCcw />}
                  aria-label={`Restore ${entry.name}`}
                  onClick={() => void restoreWorkflows([entry])}
                >
                  Restore
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Delete ${entry.name} for good`}
                  onClick={() => askLibrary({ type: 'purge', entries: [entry] })}
                >
                  Delete…
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  );
}
