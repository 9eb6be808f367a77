import type { Settings } from '@shared/ipc/settings';
import { Search, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { keymapOf, settingsStore, useSettings } from '../../features/settings/index';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { formatShortcut } from '../../ui/format-shortcut';
import { usualShortcuts } from '../commands/command-registry';
import { commands } from '../commands/commands';
import { rankCommands } from '../palette/rank-commands';
import { shownPlatform } from '../platform';
import { resetAll } from './keyboard-changes';
import css from './keyboard-page.module.css';
import { ShortcutRow } from './shortcut-row';

/** Every command with its shortcuts: found by name or by keys, changed by pressing others. */
export function KeyboardPage() {
  const keys = useSettings((settings) => settings.keys);
  const { changed, unreadable } = keymapOf(keys);
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string | null>(null);
  const found = useMemo(() => findCommands(query, keys), [query, keys]);
  return (
    <div className={css.page}>
      <div className={css.tools}>
        <TextField
          value={query}
          onValueChange={setQuery}
          label="Search commands"
          placeholder="A command, or keys such as Ctrl B"
          prefix={<Search />}
          type="search"
          className={css.search}
        />
        <Button
          disabled={changed.size === 0 && unreadable.length === 0}
          onClick={() => settingsStore.setKeys(resetAll(keys))}
        >
          Reset all
        </Button>
      </div>
      {unreadable.length > 0 && (
        <p role="status" className={css.problem}>
          <TriangleAlert size={14} aria-hidden />
          What is stored for {unreadable.map(titleOf).join(', ')} could not be read. The usual keys
          work, and what is stored stays until you change or reset them.
        </p>
      )}
      <ul className={css.list} aria-label="Commands and their shortcuts">
        {found.map((command) => (
          <ShortcutRow
            key={command.id}
            command={command}
            state={
              unreadable.includes(command.id)
                ? 'unreadable'
                : changed.has(command.id)
                  ? 'changed'
                  : 'usual'
            }
            recording={recording === command.id}
            onRecord={(on) => setRecording(on ? command.id : null)}
          />
        ))}
        {found.length === 0 && <li className={css.nothing}>No command is called or pressed so.</li>}
      </ul>
    </div>
  );
}

function titleOf(id: string): string {
  const command = commands.find(id);
  return command ? `“${command.title}”` : id;
}

function findCommands(query: string, keys: Settings['keys']) {
  const { changed } = keymapOf(keys);
  const named = rankCommands(commands.all, query);
  const wanted = query.toLowerCase().replaceAll('+', ' ').split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return named;
  const pressed = commands.all.filter((command) =>
    (changed.get(command.id) ?? usualShortcuts(command)).some((shortcut) => {
      const parts = formatShortcut(shortcut, shownPlatform()).map((part) => part.toLowerCase());
      return wanted.every((word) => parts.includes(word));
    }),
  );
  return [...new Set([...pressed, ...named])];
}
