import type { RunSummary } from '@shared/ipc/runs';
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isRunOver } from '../runs/index';
import { requestRemoval } from './run-removal';
import { useSeconds } from './use-seconds';

export interface RunRowProps {
  readonly run: RunSummary;
  readonly tabbable: boolean;
  readonly now: number;
}

export interface RunRowsProps {
  readonly runs: readonly RunSummary[];
  readonly label: string;
  /** Draws one; what opens the run is marked with `data-run`. */
  readonly row: ComponentType<RunRowProps>;
}

/** Arrow keys, Home and End move between the rows, Enter opens one, Delete removes it. */
export function RunRows({ runs, label, row: Row }: RunRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [tabbable, setTabbable] = useState<string | null>(null);
  const now = useSeconds(runs.some((run) => !isRunOver(run.status)));
  const first = runs.some(({ id }) => id === tabbable) ? tabbable : runs[0]?.id;

  const focused = useRef<{ readonly id: string; readonly at: number } | null>(null);
  // The row that had the keyboard is gone: the one that took its place gets it, once the question
  // whether to remove it has faded.
  useEffect(() => {
    const { id, at } = focused.current ?? {};
    if (id === undefined || at === undefined || runs.some((run) => run.id === id)) return;
    focused.current = null;
    const give = (left: number): void => {
      const holder = document.activeElement;
      const rows = list.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [];
      if (holder === null || holder === document.body) {
        rows[Math.min(at, rows.length - 1)]?.focus();
      } else if (left > 0 && holder.closest('[role="alertdialog"]')) {
        requestAnimationFrame(() => give(left - 1));
      }
    };
    give(60);
  }, [runs]);

  function onKeyDown(event: KeyboardEvent): void {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const run = runs[at];
    if (event.key === 'Delete' && run) {
      event.preventDefault();
      requestRemoval(run);
      return;
    }
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    rows[next]?.focus();
  }

  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const id = target.dataset['run'];
        if (id === undefined) return;
        setTabbable(id);
        focused.current = { id, at: runs.findIndex((run) => run.id === id) };
      }}
    >
      {runs.map((run) => (
        <Row key={run.id} run={run} tabbable={run.id === first} now={now} />
      ))}
    </ul>
  );
}
