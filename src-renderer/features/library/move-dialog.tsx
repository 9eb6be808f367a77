import type { LibraryEntry } from '@shared/ipc/library';
import { Folder, Home } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/text-field';
import { useLibrary } from './library';
import { countText } from './organise';
import { folderRows } from './place';
import css from './move-dialog.module.css';

export interface MoveDialogProps {
  readonly entries: readonly LibraryEntry[];
  readonly onMove: (folder: string) => void;
  readonly onClose: () => void;
}

/** Chooses a folder, or makes one by typing its name. */
export function MoveDialog({ entries, onMove, onClose }: MoveDialogProps) {
  const folders = useLibrary((state) => state.folders);
  const all = useLibrary((state) => state.entries);
  const rows = useMemo(() => folderRows(folders, all), [folders, all]);
  const [name, setName] = useState('');

  function move(folder: string): void {
    onClose();
    onMove(folder);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${countText(entries)}`}
      size="sm"
    >
      <div className={css.body}>
        <ul className={css.list} aria-label="Folders">
          <li>
            <button type="button" className={css.folder} onClick={() => move('')}>
              <Home aria-hidden /> Top of the library
            </button>
          </li>
          {rows.map((row) => (
            <li key={row.path}>
              <button
                type="button"
                className={css.folder}
                style={{ paddingInlineStart: `${8 + row.depth * 16}px` }}
                onClick={() => move(row.path)}
              >
                <Folder aria-hidden /> {row.name}
                <span className={css.count}>{row.count}</span>
              </button>
            </li>
          ))}
        </ul>
        <Field label="New folder">
          <TextField
            value={name}
            onValueChange={setName}
            placeholder="Finance/Monthly"
            maxLength={200}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || name.trim() === '') return;
              // The focus goes back to a row: the key must not press that.
              event.preventDefault();
              move(name.trim());
            }}
            suffix={
              <Button size="sm" disabled={name.trim() === ''} onClick={() => move(name.trim())}>
                Move there
              </Button>
            }
          />
        </Field>
      </div>
    </Dialog>
  );
}
