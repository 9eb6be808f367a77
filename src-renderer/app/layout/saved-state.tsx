import { CircleCheck, CircleDot, CloudAlert, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument } from '../../features/document/index';
import { Spinner } from '../../ui/spinner';
import css from './status-bar.module.css';

/** Whether anything would be lost, in two words. */
export function SavedState() {
  const autosave = useDocument((state) => state.autosave);
  const dirty = useDocument((state) => state.dirty);
  const saving = useDocument((state) => state.saving);
  const readOnly = useDocument((state) => state.readOnly);
  if (readOnly)
    return shown(<Lock />, 'Read-only', 'Made by a newer Stepwell, or too large to edit');
  if (saving) return shown(<Spinner size={12} />, 'Saving…', 'Writing the saved version');
  if (autosave === 'failed') {
    return shown(
      <CloudAlert className={css.failed} />,
      'Not stored, trying again',
      'Your latest changes are only in this window. Keep it open.',
    );
  }
  if (!dirty) return shown(<CircleCheck />, 'Saved', 'The saved version is what you see');
  if (autosave === 'saved') {
    return shown(<CircleDot />, 'Draft stored', 'Not saved yet, but kept: it survives a crash');
  }
  return shown(<CircleDot />, 'Storing draft…', 'Your changes are being journalled');
}

function shown(icon: ReactNode, text: string, title: string) {
  return (
    <span className={css.text} title={title}>
      {icon} {text}
    </span>
  );
}
