import { useWorkbench, workbench } from '../../features/workbench/index';
import { Dialog } from '../../ui/dialog';
import { Kbd } from '../../ui/kbd';
import type { Command, CommandGroup } from '../commands/command';
import { shortcutsOf } from '../commands/command-registry';
import { commands } from '../commands/commands';
import css from './shortcut-sheet.module.css';

const order: readonly CommandGroup[] = [
  'Workflow',
  'Run',
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
    >
      <div className={css.groups}>
        {order.map((group) => (
          <ShortcutGroup key={group} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ group }: { readonly group: CommandGroup }) {
  const listed = commands.all.filter(
    (command) => command.group === group && shortcutsOf(command).length > 0,
  );
  if (listed.length === 0) return null;
  return (
    <section className={css.group}>
      <h3 className={css.heading}>{group}</h3>
      <dl>
        {listed.map((command) => (
          <ShortcutRow key={command.id} command={command} />
        ))}
      </dl>
    </section>
  );
}

function ShortcutRow({ command }: { readonly command: Command }) {
  return (
    <div className={css.row}>
      <dt>{command.title}</dt>
      <dd className={css.keys}>
        {shortcutsOf(command).map((shortcut) => (
          <Kbd key={shortcut} shortcut={shortcut} />
        ))}
      </dd>
    </div>
  );
}
