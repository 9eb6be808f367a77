import { documentStore, useDocument } from '../../features/document/index';
import { VersionComparison } from '../../features/versions/index';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { commands } from '../commands/commands';
import css from './recovery-dialog.module.css';

export interface RecoveryDialogProps {
  readonly onClose: () => void;
}

/** What was recovered beside what was saved, so that one can choose with open eyes. */
export function RecoveryDialog({ onClose }: RecoveryDialogProps) {
  const saved = useDocument((state) => state.savedText);
  const recovered = useDocument((state) => state.text);

  function choose(act: () => void): void {
    onClose();
    act();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Recovered changes"
      description="Before: as it was saved last. After: with what was recovered."
      size="xl"
      footer={
        <>
          <Button onClick={onClose}>Decide later</Button>
          <Button onClick={() => choose(() => commands.run('document.discard'))}>
            Discard them
          </Button>
          <Button variant="primary" onClick={() => choose(documentStore.keepRecovered)}>
            Keep them
          </Button>
        </>
      }
    >
      <div className={css.comparison}>
        <VersionComparison
          text={recovered}
          other={saved}
          hasOther
          against="before"
          canCompareWithNow={false}
          onAgainst={() => undefined}
        />
      </div>
    </Dialog>
  );
}
