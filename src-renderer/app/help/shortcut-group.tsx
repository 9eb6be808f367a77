import { Kbd } from '../../ui/kbd';
import type { CommandGroup } from '../commands/command';
import { commands } from '../commands/commands';
import css from './shortcut-sheet.module.css';

export interface ShortcutGroupProps {
  readonly group: CommandGroup;
}

export function ShortcutGroup({ group }: ShortcutGroupProps) {
  const listed = commands.all.filter(
    (command) => command.group === group && commands.shortcutsOf(command).length > 0,
  );
  if (listed.length === 0) return null;
  return (
    <section className={css.group}>
      <h3 className={css.heading}>{group}</h3>
      <dl>
        {listed.map((command) => (
          <div key={command.id} className={css.row}>
            <dt>{command.title}</dt>
            <dd className={css.keys}>
              {commands.shortcutsOf(command).map((shortcut) => (
                <Kbd key={shortcut} shortcut={shortcut} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
