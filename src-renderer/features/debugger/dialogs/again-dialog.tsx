import { useStore } from 'zustand';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { againStore } from './again-store';

/** A step that acts outside is about to do so again, because it is executed by itself. */
export function AgainDialog() {
  const asked = useStore(againStore, (state) => state.asked);
  if (!asked) return null;
  const { name, steps, answer } = asked;
  const [only] = steps;
  const who =
    steps.length === 1 && only === name ? 'It' : steps.map((step) => `“${step}”`).join(', ');
  return (
    <ConfirmDialog
      open
      // It closes before it says that it was confirmed.
      onOpenChange={(open) => !open && queueMicrotask(() => answer(false))}
      title={`Execute ${name} again?`}
      message={`${who} may act outside the workflow, has done so in the shown run, and what was done cannot be taken back. You are not asked again until Stepwell is closed.`}
      confirmLabel="Execute step"
      onConfirm={() => answer(true)}
    />
  );
}
