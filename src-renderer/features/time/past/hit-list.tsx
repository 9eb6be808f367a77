import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { PastHit } from '@shared/debug/past-log';
import type { RunId } from '@shared/lib/ids';
import { scopeKey } from '@shared/runs/events';
import { documentStore } from '../../document/index';
import { runsStore } from '../../runs/index';
import { jump } from '../seek';
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
                  {hit.step ?? 'run'} {placeOf(hit)}
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
  for (const { step, iteration } of hit.path) runsStore.getState().selectIteration(step, iteration);
  if (hit.step !== null && documentStore.getState().parsed?.source.steps.has(hit.step)) {
    documentStore.select({ steps: [hit.step], edges: [] });
  }
  jump(hit.seq);
}

/** Counted from 1, as people do. */
function placeOf({ path }: RunHit): string {
  return scopeKey(path.map((one) => ({ ...one, iteration: one.iteration + 1 })));
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
