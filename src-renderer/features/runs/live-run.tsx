import { timeLeftText } from '@shared/runs/run-times';
import { formatDuration } from '../../ui/format-duration';
import styles from './live-run.module.css';
import { stepWords, useLiveRun } from './use-live-run';

/** `Step 3 of 7, 12 s, about 20 s left` over a bar: the shown run in a list of runs. */
export function LiveRun() {
  const live = useLiveRun(1_000);
  if (!live) return null;
  const { progress, elapsed, left } = live;
  const words = [
    progress && stepWords(progress),
    elapsed !== undefined && formatDuration(elapsed),
    left !== undefined && timeLeftText(left),
  ].filter(Boolean);
  return (
    <span className={styles.live}>
      <span className={styles.words}>{words.join(', ')}</span>
      {progress && (
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${(progress.ended / Math.max(1, progress.total)) * 100}%` }} />
        </span>
      )}
    </span>
  );
}
