import type { LibraryEntry } from '@shared/ipc/library';
import { type KeyboardEvent, useRef, useState } from 'react';
import { RenameDialog } from './rename-dialog';
import { deleteWorkflow, duplicateWorkflow } from './workflow-actions';
import { WorkflowRow } from './workflow-row';
import css from './workflow-list.module.css';

export interface WorkflowListProps {
  readonly entries: readonly LibraryEntry[];
}

/** Arrow keys, Home and End move; Enter opens; F2 renames; Ctrl+D duplicates; Delete deletes. */
export function WorkflowList({ entries }: WorkflowListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [tabbable, setTabbable] = useState<string | null>(null);
  const [renamed, setRenamed] = useState<LibraryEntry | null>(null);
  const first = entries.some(({ id }) => id === tabbable) ? tabbable : (entries[0]?.id ?? null);

  function onKeyDown(event: KeyboardEvent): void {
    const id = event.target instanceof HTMLElement ? event.target.dataset['workflow'] : undefined;
    const index = entries.findIndex((entry) => entry.id === id);
    const entry = entries[index];
    if (!entry) return;
    const next = moveTo(event.key, index, entries.length);
    if (next !== undefined) focus(entries[next]?.id);
    else if (event.key === 'F2') setRenamed(entry);
    else if (event.key === 'Delete') {
      focus(entries[index + 1]?.id ?? entries[index - 1]?.id);
      void deleteWorkflow(entry);
    } else if (event.key === 'd' && (event.ctrlKey || event.metaKey)) {
      void duplicateWorkflow(entry);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function focus(id: string | undefined): void {
    list.current?.querySelector<HTMLElement>(`[data-workflow="${id}"]`)?.focus();
  }

  return (
    <>
      <ul
        ref={list}
        className={css.list}
        aria-label="Workflows"
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
            onRename={setRenamed}
          />
        ))}
      </ul>
      {renamed && <RenameDialog entry={renamed} onClose={() => setRenamed(null)} />}
    </>
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
