import { GitFork } from 'lucide-react';
import { Button } from '../../../ui/button';
import { formatDuration } from '../../../ui/format-duration';
import { formatExactTime } from '../../../ui/format-relative-time';
import { useRuns } from '../../runs/index';
import { eventWords, placeWords } from '../event-words';
import { forkHere } from '../fork-here';
import { jump } from '../seek';
import { useTime } from '../time-store';
import styles from './timeline.module.css';
import { useTitles } from './use-titles';

/** What happened at the event that is looked at, and the way back to now. */
export function EventLine() {
  const picture = useTime((state) => state.picture);
  const titleOf = useTitles(picture);
  const cursor = useRuns((state) => state.cursor);
  if (picture === null) return null;
  const isPast = cursor !== null;
  const seq = cursor ?? picture.log.length;
  const event = picture.log.at(seq);
  const began = picture.log.at(1)?.time ?? 0;
  return (
    <span className={styles.event}>
      <span className={styles.number}>
        {seq.toLocaleString('en')} / {picture.log.length.toLocaleString('en')}
      </span>
      {event !== undefined && (
        <>
          <span className={isPast ? `${styles.words} ${styles.past}` : styles.words}>
            {eventWords(event, titleOf)}
          </span>
          <span className={styles.place}>{placeWords(event, titleOf)}</span>
          <time
            className={styles.when}
            dateTime={new Date(event.time).toISOString()}
            title={formatExactTime(event.time)}
          >
            +{formatDuration(Math.max(0, event.time - began))}
          </time>
        </>
      )}
      {isPast && (
        <>
          <Button size="sm" icon={<GitFork size={12} />} onClick={() => void forkHere()}>
            Fork from here…
          </Button>
          <Button size="sm" variant="ghost" onClick={() => jump(null)}>
            Back to now
          </Button>
        </>
      )}
    </span>
  );
}
