import { useState } from 'react';
import { settingsStore } from '../../features/settings/index';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import type { Command } from '../commands/command';
import { commands } from '../commands/commands';
import { shownPlatform } from '../platform';
import { assign, conflictsOf, refusal } from './keyboard-changes';
import css from './keyboard-page.module.css';
import { readKeyPress } from './read-key-press';

export interface ShortcutRecorderProps {
  readonly command: Command;
  readonly onDone: () => void;
}

/** Takes the next keys that are pressed as the shortcut of a command, and asks if they are taken. */
export function ShortcutRecorder({ command, onDone }: ShortcutRecorderProps) {
  const [pressed, setPressed] = useState<string | null>(null);
  const refused = pressed === null ? null : refusal(pressed, command);
  const taken = pressed === null ? [] : conflictsOf(pressed, command, commands);

  function take(shortcut: string): void {
    settingsStore.setKeys(assign(shortcut, command, commands));
    announce(`${command.title}: shortcut changed`);
    onDone();
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    // Tab goes on to the buttons; everything else belongs to this field while it has the focus.
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onDone();
      return;
    }
    const shortcut = readKeyPress(event.nativeEvent, shownPlatform());
    if (shortcut === null) return;
    const free =
      refusal(shortcut, command) === null && conflictsOf(shortcut, command, commands).length === 0;
    if (free) take(shortcut);
    else setPressed(shortcut);
  }

  return (
    <div className={css.recorder}>
      <input
        readOnly
        autoFocus
        className={css.field}
        aria-label={`New shortcut for ${command.title}`}
        placeholder="Press the keys, Esc to leave it"
        onKeyDown={onKeyDown}
      />
      {pressed !== null && (
        <p role="alert" className={css.taken}>
          <Kbd shortcut={pressed} />{' '}
          {refused ?? `is used by ${taken.map((other) => `“${other.title}”`).join(' and ')}.`}
        </p>
      )}
      {pressed !== null && refused === null && (
        <Button size="sm" variant="primary" onClick={() => take(pressed)}>
          Use it here instead
        </Button>
      )}
      <Button
        size="sm"
        onClick={() => {
          settingsStore.setKeys({ [command.id]: [] });
          onDone();
        }}
      >
        No shortcut
      </Button>
      <Button size="sm" variant="ghost" onClick={onDone}>
        Cancel
      </Button>
    </div>
  );
}
