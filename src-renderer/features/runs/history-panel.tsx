import { StepForward, Trash2 } from 'lucide-react';
import type { RunSummary } from '@shared/ipc/runs';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format-duration';
import { IconButton } from '../../ui/icon-button';
import { RelativeTime } from '../../ui/relative-time';
import styles from './history-panel.module.css';
import { effectsTag } from './effects-choice';
import { requestResume } from './resume-store';
import { isOver, isResumable, statusText } from './run-status';
import { useRuns } from './runs';
import { StatusIcon } from './status-icon';

/** The runs of the open workflow, newest first; choosing one shows it on the canvas. */
export function HistoryPanel() {
  const history = useRuns((state) => state.history);
  const shown = useRuns((state) => state.shown);
  const more = useRuns((state) => state.moreHistory);
  const loadMore = useRuns((state) => state.loadMore);
  const show = useRuns((state) => state.show);
  const remove = useRuns((state) => state.remove);
  if (history.length === 0) {
    return (
      <EmptyState
        title="No runs yet"
        description="Every run is kept with all its values, also after a restart. Press Ctrl+Enter to run the workflow."
      />
    );
  }
  return (
    <div className={styles.panel}>
      <ul className={styles.list} aria-label="Runs of this workflow">
        {history.map((run) => (
          <li key={run.id} className={styles.item} data-shown={run.id === shown}>
            <button
              type="button"
              className={styles.run}
              aria-current={run.id === shown}
              onClick={() => void show(run.id)}
            >
              <StatusIcon status={run.status} />
              <span className={styles.status}>{statusText[run.status]}</span>
              <RelativeTime time={run.createdAt} className={styles.when} />
              <span className={styles.duration}>{durationOf(run)}</span>
              <span className={styles.error}>{run.error?.message ?? ''}</span>
              <span className={styles.by}>
                {[run.restricted && 'restricted', effectsTag(run.effects), run.startedBy]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </button>
            {isResumable(run.status) && (
              <IconButton
                label="Resume this run"
                size="sm"
                onClick={() => void requestResume(run.id)}
              >
                <StepForward />
              </IconButton>
            )}
            {isOver(run.status) && (
              <IconButton label="Delete this run" size="sm" onClick={() => void remove(run.id)}>
                <Trash2 />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {more && (
        <div className={styles.more}>
          <Button size="sm" onClick={() => void loadMore()}>
            Show older runs
          </Button>
        </div>
      )}
    </div>
  );
}

function durationOf(run: RunSummary): string {
  if (run.startedAt === null || run.endedAt === null) return '';
  return formatDuration(run.endedAt - run.startedAt);
}
