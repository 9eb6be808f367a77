import type { LibraryEntry } from '@shared/ipc/library';
import { CopyPlus, FolderInput, Star, Tag, Trash2, X } from 'lucide-react';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { askLibrary } from './library-dialogs-store';
import { libraryStore } from './library';
import { toggleFavourite } from './organise';
import { deleteWorkflows, duplicateWorkflows } from './workflow-actions';
import css from './selection-bar.module.css';

export interface SelectionBarProps {
  readonly entries: readonly LibraryEntry[];
}

/** What can be done with the chosen workflows. */
export function SelectionBar({ entries }: SelectionBarProps) {
  const favourite = entries.every((entry) => entry.favourite);
  return (
    <div className={css.bar} role="toolbar" aria-label="Chosen workflows">
      <span className={css.count}>{entries.length} selected</span>
      <Button size="sm" icon={<Star />} onClick={() => void toggleFavourite(entries)}>
        {favourite ? 'Remove from favourites' : 'Favourite'}
      </Button>
      <Button size="sm" icon={<Tag />} onClick={() => askLibrary({ type: 'tags', entries })}>
        Tags…
      </Button>
      <Button
        size="sm"
        icon={<FolderInput />}
        onClick={() => askLibrary({ type: 'move', entries })}
      >
        Move to…
      </Button>
      <Button size="sm" icon={<CopyPlus />} onClick={() => void duplicateWorkflows(entries)}>
        Duplicate
      </Button>
      <Button size="sm" icon={<Trash2 />} onClick={() => void deleteWorkflows(entries)}>
        Delete
      </Button>
      <IconButton
        label="Clear the selection"
        shortcut="Escape"
        size="sm"
        onClick={() => libraryStore.select([])}
      >
        <X />
      </IconButton>
    </div>
  );
}
