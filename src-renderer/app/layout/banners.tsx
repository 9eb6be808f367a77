import { FilePen, FileWarning, FileX2, History, Lock, SaveOff, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { documentStore, useDocument } from '../../features/document/index';
import { MergeDialog } from '../../features/merge/index';
import { setLooking, trustWorkflow } from '../../features/trust/index';
import { Button } from '../../ui/button';
import { commands } from '../commands/commands';
import { Banner } from './banner';
import { RecoveryDialog } from './recovery-dialog';

/** What the user should know or decide about the open document, the most urgent first. */
export function Banners() {
  const readOnly = useDocument((state) => state.readOnly);
  const recovered = useDocument((state) => state.recovered);
  const changedOutside = useDocument((state) => state.externalText !== null);
  const stale = useDocument((state) => state.stale);
  const trusted = useDocument((state) => state.trusted);
  const missing = useDocument((state) => (state.fileMissing ? state.path : null));
  const saving = useDocument((state) => state.saving);
  const unsaved = useDocument((state) => (isUnsaved(state) ? state.error : null));
  const [merging, setMerging] = useState(false);
  const [comparing, setComparing] = useState(false);
  return (
    <>
      {merging && <MergeDialog onClose={() => setMerging(false)} />}
      {comparing && recovered && <RecoveryDialog onClose={() => setComparing(false)} />}
      {readOnly && (
        <Banner tone="info" icon={<Lock />}>
          This workflow was made by a newer Stepwell, or is too large to edit. You can look at it
          and run it, and its file stays as it is.
        </Banner>
      )}
      {!trusted && (
        <Banner
          tone="warning"
          icon={<ShieldAlert />}
          actions={
            <>
              <Button size="sm" onClick={() => setLooking(true)}>
                Look at what it does
              </Button>
              <Button size="sm" onClick={() => void trustWorkflow()}>
                Trust this workflow
              </Button>
            </>
          }
        >
          <strong>Restricted:</strong> this file came from outside. Steps with effects do not run,
          and code runs confined.
        </Banner>
      )}
      {unsaved !== null && (
        <Banner
          tone="error"
          icon={<SaveOff />}
          actions={
            <>
              <Button size="sm" busy={saving} onClick={() => commands.run('document.save')}>
                Save again
              </Button>
              <Button size="sm" onClick={() => commands.run('document.saveAs')}>
                Save as…
              </Button>
            </>
          }
        >
          <strong>Not saved, your edits are kept:</strong> {unsaved.message} {unsaved.hint}
        </Banner>
      )}
      {changedOutside && (
        <Banner
          tone="warning"
          icon={<FilePen />}
          actions={
            <>
              <Button size="sm" variant="primary" onClick={() => setMerging(true)}>
                Merge…
              </Button>
              <Button size="sm" onClick={() => documentStore.resolveExternal('mine')}>
                Keep my edits
              </Button>
              <Button size="sm" onClick={() => documentStore.resolveExternal('theirs')}>
                Take the file
              </Button>
            </>
          }
        >
          Another program changed this file while you had unsaved edits. Taking the file can be
          undone; keeping yours overwrites it at the next save.
        </Banner>
      )}
      {missing !== null && (
        <Banner
          tone="warning"
          icon={<FileX2 />}
          actions={
            <>
              <Button size="sm" onClick={() => commands.run('document.save')}>
                Write it again
              </Button>
              <Button size="sm" onClick={() => commands.run('document.saveAs')}>
                Save as…
              </Button>
            </>
          }
        >
          {missing.split(/[\\/]/).at(-1)} was deleted or moved by another program. Nothing is lost:
          the workflow is in the library.
        </Banner>
      )}
      {recovered && (
        <Banner
          tone="info"
          icon={<History />}
          actions={
            <>
              <Button size="sm" onClick={() => commands.run('document.discard')}>
                Discard
              </Button>
              <Button size="sm" onClick={() => setComparing(true)}>
                Compare…
              </Button>
              <Button size="sm" variant="primary" onClick={documentStore.keepRecovered}>
                Keep
              </Button>
            </>
          }
        >
          Recovered unsaved changes from the last session.
        </Banner>
      )}
      {stale && !readOnly && (
        <Banner tone="warning" icon={<FileWarning />}>
          The source has a syntax error. The canvas shows the last version that could be read.
        </Banner>
      )}
    </>
  );
}

interface Unsaved {
  readonly dirty: boolean;
  readonly fileMissing: boolean;
}

/** What could not be saved is still to be saved. */
function isUnsaved({ dirty, fileMissing }: Unsaved): boolean {
  return dirty || fileMissing;
}
