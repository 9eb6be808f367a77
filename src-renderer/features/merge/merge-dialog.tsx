import { mergedText, type MergeChoice, type MergePart, mergeTexts } from '@shared/text/merge';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SegmentedControl } from '../../ui/segmented-control';
import { TextDiff } from '../../ui/text-diff';
import { documentStore, useDocument } from '../document/index';
import css from './merge-dialog.module.css';

export interface MergeDialogProps {
  readonly onClose: () => void;
}

type Conflict = Extract<MergePart, { type: 'conflict' }>;

const choices: readonly { value: MergeChoice; label: string }[] = [
  { value: 'mine', label: 'Mine' },
  { value: 'theirs', label: 'The file' },
  { value: 'both', label: 'Both' },
];

/** Joins unsaved edits with what another program made of the file; asks where both changed the same. */
export function MergeDialog({ onClose }: MergeDialogProps) {
  const base = useDocument((state) => state.savedText);
  const mine = useDocument((state) => state.text);
  const theirs = useDocument((state) => state.externalText);
  const parts = useMemo(
    () => (theirs === null ? [] : mergeTexts(base, mine, theirs)),
    [base, mine, theirs],
  );
  const conflicts = parts.filter((part): part is Conflict => part.type === 'conflict');
  const [chosen, setChosen] = useState<readonly (MergeChoice | undefined)[]>([]);
  const merged = mergedText(parts, chosen);
  const left = conflicts.filter((_, at) => chosen[at] === undefined).length;
  if (theirs === null) return null;

  function apply(): void {
    if (merged === undefined) return;
    onClose();
    // The file's text is the saved one now; what was merged into it is an edit that can be undone.
    documentStore.resolveExternal('mine');
    documentStore.replaceText(merged, { label: 'Merge with the file' });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Merge with the file"
      description={
        conflicts.length === 0
          ? 'Your edits and those of the other program touch different lines: they go together as they are.'
          : 'Most goes together by itself. Say what counts where both changed the same lines.'
      }
      size="lg"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={merged === undefined} onClick={apply}>
            {left === 0
              ? 'Use the merged text'
              : left === 1
                ? '1 choice left'
                : `${left} choices left`}
          </Button>
        </>
      }
    >
      {conflicts.length > 0 && (
        <ol className={css.list} aria-label="Places where both changed the same lines">
          {conflicts.map((conflict, at) => (
            <li key={at} className={css.conflict}>
              <div className={css.head}>
                <span>
                  Place {at + 1} of {conflicts.length}
                </span>
                <SegmentedControl
                  label={`What counts at place ${at + 1}`}
                  value={chosen[at] ?? ('' as MergeChoice)}
                  segments={choices}
                  onValueChange={(value) =>
                    setChosen(conflicts.map((_, other) => (other === at ? value : chosen[other])))
                  }
                />
              </div>
              <div className={css.sides}>
                <Side title="Mine" lines={conflict.mine} />
                <Side title="The file" lines={conflict.theirs} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {merged !== undefined && (
        <figure className={css.result}>
          <figcaption>What comes into your text from the file</figcaption>
          <TextDiff before={mine} after={merged} label="What comes into your text from the file" />
        </figure>
      )}
    </Dialog>
  );
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <figure className={css.side}>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0}>{lines.length === 0 ? '(removed)' : lines.join('\n')}</pre>
    </figure>
  );
}
