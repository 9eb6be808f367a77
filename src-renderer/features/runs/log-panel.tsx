import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogLevel } from '@shared/runs/events';
import { EmptyState } from '../../ui/empty-state';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { documentStore } from '../document';
import { type LogLine, placeOf } from './log-lines';
import styles from './log-panel.module.css';
import { useRuns } from './runs';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const levelOptions = [
  { value: 'debug', label: 'Everything' },
  { value: 'info', label: 'Info and above' },
  { value: 'warn', label: 'Warnings and errors' },
  { value: 'error', label: 'Errors only' },
] as const;

const lineHeight = 22;

/** What the steps of the shown run said, newest at the end; it follows while you are at the end. */
export function LogPanel() {
  const logs = useRuns((state) => state.logs);
  const [level, setLevel] = useState<LogLevel>('debug');
  const [query, setQuery] = useState('');
  const lines = useMemo(() => filterLines(logs, level, query), [logs, level, query]);
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });

  useEffect(() => {
    if (following.current && lines.length > 0) list.scrollToIndex(lines.length - 1);
  }, [lines.length, list]);

  if (logs.length === 0) {
    return (
      <EmptyState
        title="Nothing logged yet"
        description="Log steps, console.log in code steps, retries and failures of a run show up here."
      />
    );
  }
  return (
    <div className={styles.panel}>
      <div className={styles.filters}>
        <Select
          label="Level"
          size="sm"
          value={level}
          options={levelOptions}
          onValueChange={setLevel}
        />
        <TextField
          label="Filter log"
          placeholder="Filter"
          size="sm"
          value={query}
          onValueChange={setQuery}
        />
        <span className={styles.count}>
          {lines.length === logs.length
            ? `${logs.length.toLocaleString('en')} lines`
            : `${lines.length.toLocaleString('en')} of ${logs.length.toLocaleString('en')} lines`}
        </span>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-label="Log of the run"
        tabIndex={0}
        onScroll={(event) => {
          const box = event.currentTarget;
          following.current = box.scrollHeight - box.scrollTop - box.clientHeight < lineHeight * 2;
        }}
      >
        <div style={{ height: list.getTotalSize(), position: 'relative' }}>
          {list.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              line && (
                <div
                  key={item.key}
                  ref={list.measureElement}
                  data-index={item.index}
                  className={styles.line}
                  data-level={line.level}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <LogLineView line={line} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function LogLineView({ line }: { readonly line: LogLine }) {
  const step = line.step;
  return (
    <>
      <time className={styles.time} dateTime={new Date(line.time).toISOString()}>
        {clockTime(line.time)}
      </time>
      <span className={styles.level}>{line.level}</span>
      {step ? (
        <button
          type="button"
          className={styles.place}
          onClick={() => documentStore.select({ steps: [step], edges: [] })}
        >
          {placeOf(line)}
          {line.line !== undefined && `:${line.line}`}
        </button>
      ) : (
        <span className={styles.place}>run</span>
      )}
      <span className={styles.message}>
        {line.message}
        {line.data !== undefined && (
          <span className={styles.data}> {JSON.stringify(line.data).slice(0, 2_000)}</span>
        )}
      </span>
    </>
  );
}

function filterLines(logs: readonly LogLine[], level: LogLevel, query: string): readonly LogLine[] {
  const least = levels.indexOf(level);
  const words = query.trim().toLowerCase();
  if (least === 0 && words === '') return logs;
  return logs.filter(
    (line) =>
      levels.indexOf(line.level) >= least &&
      (words === '' || `${line.step ?? ''} ${line.message}`.toLowerCase().includes(words)),
  );
}

function clockTime(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}
