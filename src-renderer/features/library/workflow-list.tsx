import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { type KeyboardEvent, useRef, useState } from 'react';
import { askLibrary } from './library-dialogs-store';
import { libraryStore, useLibrary } from './library';
import { toggleFavourite } from './organise';
import { rangeOf, targetsOf, toggled } from './selection';
import { deleteWorkflows, duplicateWorkflows } from './workflow-actions';
import { WorkflowRow } from './workflow-row';
import css from './workflow-list.module.css';

export interface WorkflowListProps {
  readonly entries: readonly LibraryEntry[];
}

/**
 * Arrow keys, Home and End move, with Shift they choose; Space chooses one, Ctrl+A all, Escape none.
 * Enter opens, F2 renames, F favours, T tags, M moves, Ctrl+D duplicates, Delete deletes.
 */
export function WorkflowList({ entries }: WorkflowListProps) {
  const list = useRef<HTMLUListElement>(null);
  const selected = useLibrary((state) => state.selected);
  const [tabbable, setTabbable] = useState<string | null>(null);
  /** Where a range began. */
  const anchor = useRef<WorkflowId | null>(null);
  const first = entries.some(({ id }) => id === tabbable) ? tabbable : (entries[0]?.id ?? null);

  function onKeyDown(event: KeyboardEvent): void {
    const id = event.target instanceof HTMLElement ? event.target.dataset['workflow'] : undefined;
    const index = entries.findIndex((entry) => entry.id === id);
    const entry = entries[index];
    if (!entry) return;
    const next = moveTo(event.key, index, entries.length);
    const target = next === undefined ? undefined : entries[next];
    if (target) {
      if (event.shiftKey) chooseTo(target.id, entry.id);
      focus(target.id);
    } else if (!act(event, entry, index)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What a key does to a row, or to all chosen ones; false for keys that mean nothing here. */
  function act(event: KeyboardEvent, entry: LibraryEntry, index: number): boolean {
    const targets = targetsOf(entries, selected, entry);
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key === 'a') libraryStore.select(entries.map(({ id }) => id));
    else if (control && event.key === 'd') void duplicateWorkflows(targets);
    else if (control || event.altKey) return false;
    else if (event.key === ' ') choose(entry.id);
    else if (event.key === 'Escape' && selected.size > 0) libraryStore.select([]);
    else if (event.key === 'F2') askLibrary({ type: 'rename', entry });
    else if (event.key === 'f') void toggleFavourite(targets);
    else if (event.key === 't') askLibrary({ type: 'tags', entries: targets });
    else if (event.key === 'm') askLibrary({ type: 'move', entries: targets });
    else if (event.key === 'Delete') {
      focus((entries[index + 1] ?? entries[index - 1])?.id);
      void deleteWorkflows(targets);
    } else return false;
    return true;
  }

  function choose(id: WorkflowId): void {
    anchor.current = id;
    libraryStore.select(toggled(selected, id));
  }

  function chooseTo(id: WorkflowId, from: WorkflowId): void {
    anchor.current = selected.size === 0 ? from : (anchor.current ?? from);
    libraryStore.select(rangeOf(entries, anchor.current, id));
  }

  function focus(id: string | undefined): void {
    list.current?.querySelector<HTMLElement>(`[data-workflow="${id}"]`)?.focus();
  }

  return (
    <ul
      ref={list}
      className={css.list}
      aria-label="Workflows"
      data-choosing={selected.size > 0 || undefined}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        if (target.dataset['workflow']) setTabbable(target.dataset['workflow']);
      }}
    >
      {entries.map((entry) => (
        <WorkflowRow
          key={entry.id}
          entry={entry}
          tabbable={entry.id === first}
          chosen={selected.has(entry.id)}
          targets={targetsOf(entries, selected, entry)}
          onChoose={(toHere) => (toHere ? chooseTo(entry.id, entry.id) : choose(entry.id))}
        />
      ))}
    </ul>
  );
}

function moveTo(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
