import type { LibraryEntry } from '@shared/ipc/library';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/text-field';
import { useLibrary } from './library';
import { changeTags, countText } from './organise';
import { tagCounts } from './place';
import css from './tags-dialog.module.css';

export interface TagsDialogProps {
  readonly entries: readonly LibraryEntry[];
  readonly onClose: () => void;
}

/** Which tags the chosen workflows have; a tag that only some have is shown so. */
export function TagsDialog({ entries, onClose }: TagsDialogProps) {
  const all = useLibrary((state) => state.entries);
  const [made, setMade] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [name, setName] = useState('');
  const tags = useMemo(
    () => [...new Set([...tagCounts(all).map(([tag]) => tag), ...made])].sort(),
    [all, made],
  );

  function stateOf(tag: string): 'all' | 'some' | 'none' {
    const choice = chosen.get(tag);
    if (choice !== undefined) return choice ? 'all' : 'none';
    const count = entries.filter((entry) => entry.tags.includes(tag)).length;
    return count === 0 ? 'none' : count === entries.length ? 'all' : 'some';
  }

  function add(): void {
    const tag = name.trim().replace(/^#/, '').toLowerCase();
    if (tag === '') return;
    setMade([...made, tag]);
    setChosen(new Map(chosen).set(tag, true));
    setName('');
  }

  function apply(): void {
    const wanted = [...chosen];
    if (name.trim() !== '') wanted.push([name, true]);
    onClose();
    void changeTags(
      entries,
      wanted.filter(([, on]) => on).map(([tag]) => tag),
      wanted.filter(([, on]) => !on).map(([tag]) => tag),
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Tags of ${countText(entries)}`}
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={apply}>
            Set tags
          </Button>
        </>
      }
    >
      <div className={css.body}>
        <Field label="New tag">
          <TextField
            value={name}
            onValueChange={setName}
            maxLength={40}
            placeholder="every month"
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (name.trim() === '') apply();
              else add();
            }}
            suffix={
              <Button size="sm" icon={<Plus />} disabled={name.trim() === ''} onClick={add}>
                Add
              </Button>
            }
          />
        </Field>
        {tags.length > 0 && (
          <ul className={css.list} aria-label="Tags">
            {tags.map((tag) => (
              <li key={tag}>
                <Checkbox
                  checked={stateOf(tag) === 'all'}
                  indeterminate={stateOf(tag) === 'some'}
                  onCheckedChange={(on) => setChosen(new Map(chosen).set(tag, on))}
                >
                  {tag}
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
