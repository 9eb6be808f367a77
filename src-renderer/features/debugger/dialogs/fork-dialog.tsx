import { GitFork } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { useDebugger } from '../debugger';
import { fork, forkStore } from './fork-store';
import css from './dialogs.module.css';

/** The past cannot be changed: a change of it is a new run that begins there. */
export function ForkDialog() {
  const request = useStore(forkStore, (state) => state.request);
  const moment = useDebugger((state) => state.moment);
  if (!request || !moment) return null;
  const close = () => forkStore.setState({ request: null });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      size="sm"
      title="Start a new run from here?"
      description={
        `The new run shares the first ${moment.seq} events with this one and goes on from there. ` +
        'This run stays as it is. Steps whose effects are recorded give the recorded result.'
      }
      footer={
        <>
          <Button variant="ghost" onClick={close}>
            Cancel
          </Button>
          <Button variant="primary" icon={<GitFork size={14} />} onClick={() => void fork(request)}>
            Start new run
          </Button>
        </>
      }
    >
      {request.words !== '' && <p className={css.change}>{request.words}</p>}
    </Dialog>
  );
}
