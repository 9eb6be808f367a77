import { useWorkbench, workbench } from '../../features/workbench/index';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { CommandGroup } from '../commands/command';
import { ShortcutGroup } from './shortcut-group';
import css from './shortcut-sheet.module.css';

const order: readonly CommandGroup[] = [
  'Workflow',
  'Run',
  'Debug',
  'Edit',
  'Step',
  'Canvas',
  'View',
  'Go to',
  'Settings',
  'Help',
];

/** Every shortcut there is, read from the registry, so that it is never out of date. */
export function ShortcutSheet() {
  const open = useWorkbench((state) => state.shortcutsOpen);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => workbench.setOpen('shortcutsOpen', next)}
      title="Keyboard shortcuts"
      description="Single keys work while the canvas has the focus."
      size="lg"
      footer={<Button onClick={() => workbench.showSettings('keyboard')}>Change them…</Button>}
    >
      {/* It takes the keyboard, so that the arrow keys scroll. */}
      <div
        className={css.groups}
        role="group"
        aria-label="All shortcuts"
        tabIndex={0}
        data-autofocus
      >
        {order.map((group) => (
          <ShortcutGroup key={group} group={group} />
        ))}
      </div>
    </Dialog>
  );
}
