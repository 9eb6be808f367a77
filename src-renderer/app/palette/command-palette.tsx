import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useWorkbench, workbench } from '../../features/workbench/index';
import { PaletteContent } from './palette-content';
import css from './command-palette.module.css';

/** Every command, step and workflow, by typing a part of its name. */
export function CommandPalette() {
  const open = useWorkbench((state) => state.paletteOpen);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => workbench.setOpen('paletteOpen', next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={css.backdrop} />
        <BaseDialog.Popup className={css.popup} aria-label="Command palette">
          <PaletteContent />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
