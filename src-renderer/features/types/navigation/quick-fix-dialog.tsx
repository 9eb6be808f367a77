import { useStore } from 'zustand';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { applyFix, fixesStore } from './quick-fixes';
import css from './quick-fix-dialog.module.css';

/** The fixes for what is selected, each with the problem it takes away. */
export function QuickFixDialog() {
  const fixes = useStore(fixesStore, (state) => state.fixes);
  if (fixes === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) fixesStore.setState({ fixes: null });
      }}
      title="Quick fixes"
      size="sm"
    >
      <ul className={css.list}>
        {fixes.map((fix, at) => (
          <li key={`${fix.title}${at}`} className={css.item}>
            <Button onClick={() => applyFix(fix)} data-autofocus={at === 0 ? '' : undefined}>
              {fix.title}
            </Button>
            <span className={css.problem}>{fix.problem.message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
