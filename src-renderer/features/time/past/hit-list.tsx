import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { PastHit } from '@shared/debug/past-log';
import type { RunId } from '@shared/lib/ids';
import { runsStore } from '../../runs/index';
import { pathWords } from '../event-words';
import { jumpToStep } from '../jump-to-step';
import { jump } from '../seek';
import { useTime } from '../time-store';
import { useTitles } from '../timeline/use-titles';
import styles from './past.module.css';

export interface RunHit extends PastHit {
  readonly run: RunId;
  /** When the run began, for people. */
  readonly runLabel: string;
}

export interface HitListProps {
  readonly hits: readonly RunHit[];
  /** They are of several runs. */
  readonly showRun: boolean;
}

const rowHeight = 24;

/** What an expression gave each time; choosing one goes to that moment. */
export function HitList({ hits, showRun }: HitListProps) {
  const titleOf = useTitles(useTime((state) => state.picture));
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  return (
    <div ref={scroller} className={styles.list} role="list" aria-label="Hits" tabIndex={0}>
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map((item) => {
          const hit = hits[item.index];
          if (hit === undefined) return null;
          return (
            <div
              key={item.key}
              role="listitem"
              className={styles.slot}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <button type="button" className={styles.hit} onClick={() => void goTo(hit)}>
                <span className={styles.number}>{hit.seq.toLocaleString('en')}</span>
                <span className={styles.place}>
                  {showRun && `${hit.runLabel} `}
                  {hit.step === null ? 'Run' : titleOf(hit.step)}
                  {hit.path.length > 0 && ` in ${pathWords(hit.path, titleOf)}`}
                </span>
                {hit.result.ok ? (
                  <code className={styles.value}>{textOf(hit.result.value)}</code>
                ) : (
                  <span className={styles.problem}>{hit.result.message}</span>
                )}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

async function goTo(hit: RunHit): Promise<void> {
  await runsStore.getState().show(hit.run);
  if (hit.step !== null) await jumpToStep(hit.path, hit.step);
  jump(hit.seq);
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
