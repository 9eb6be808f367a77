import { Columns2, GitFork } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { toErrorData } from '@shared/errors/app-error';
import { ipc } from '../../../ipc/client';
import { EmptyState } from '../../../ui/empty-state';
import { showErrorToast } from '../../../ui/error-toast';
import { IconButton } from '../../../ui/icon-button';
import { RelativeTime } from '../../../ui/relative-time';
import { StatusIcon, statusText, useRuns } from '../../runs/index';
import { compareWithShown } from '../compare/compare-with-shown';
import { type ForkOrigin, forkTree } from './fork-tree';
import styles from './forks.module.css';

/** Runs that were forked from others, as a tree. */
export function ForksView() {
  const workflowId = useRuns((state) => state.workflowId);
  const history = useRuns((state) => state.history);
  const shown = useRuns((state) => state.shown);
  const show = useRuns((state) => state.show);
  const [origins, setOrigins] = useState<readonly ForkOrigin[]>([]);
  useEffect(() => {
    if (workflowId === null) return;
    let gone = false;
    ipc.runs.forks({ workflowId }).then(
      (found) => gone || setOrigins(found),
      (error: unknown) => showErrorToast(toErrorData(error), 'The forks could not be read'),
    );
    return () => {
      gone = true;
    };
    // A run more or less may be a fork.
  }, [workflowId, history.length]);
  const nodes = useMemo(() => forkTree(history, origins), [history, origins]);
  if (nodes.length === 0) {
    return (
      <EmptyState
        title="No forks yet"
        description="Debug a run, go back to any event of it and change a value: a new run goes on from there, and the old one stays as it was."
      />
    );
  }
  return (
    <ul className={styles.tree} role="tree" aria-label="Forks">
      {nodes.map(({ run, depth, at }) => (
        <li
          key={run.id}
          role="treeitem"
          aria-level={depth + 1}
          aria-selected={run.id === shown}
          className={styles.item}
        >
          <button
            type="button"
            className={styles.run}
            style={{ paddingInlineStart: 12 + depth * 20 }}
            onClick={() => void show(run.id)}
          >
            {depth > 0 && <GitFork size={12} aria-hidden />}
            <StatusIcon status={run.status} />
            <span>{statusText[run.status]}</span>
            <RelativeTime time={run.createdAt} className={styles.muted} />
            <span className={styles.muted}>
              {at === null ? '' : `forked after event ${at.toLocaleString('en')}`}
            </span>
          </button>
          <IconButton
            label="Compare with the shown run"
            size="sm"
            disabled={run.id === shown}
            onClick={() => compareWithShown(run.id)}
          >
            <Columns2 />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
