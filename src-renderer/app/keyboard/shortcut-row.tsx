import { PencilLine, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { settingsStore } from '../../features/settings/index';
import { IconButton } from '../../ui/icon-button';
import { Kbd } from '../../ui/kbd';
import type { Command } from '../commands/command';
import { commands } from '../commands/commands';
import css from './keyboard-page.module.css';
import { ShortcutRecorder } from './shortcut-recorder';

export interface ShortcutRowProps {
  readonly command: Command;
  /** The user changed it, or what is stored about it cannot be read. */
  readonly state: 'usual' | 'changed' | 'unreadable';
  readonly recording: boolean;
  readonly onRecord: (recording: boolean) => void;
}

/** A command, the keys it answers to, and how to change them. */
export function ShortcutRow({ command, state, recording, onRecord }: ShortcutRowProps) {
  const shortcuts = commands.shortcutsOf(command);
  const pencil = useRef<HTMLButtonElement>(null);
  const recorded = useRef(recording);
  useEffect(() => {
    // Back to where the keys were asked for, unless another row asks for some now.
    const other = document.activeElement?.closest('[data-recording]') ?? null;
    if (recorded.current && !recording && other === null) pencil.current?.focus();
    recorded.current = recording;
  }, [recording]);
  return (
    <li className={css.row} data-recording={recording || undefined}>
      <span className={css.title}>
        {command.title}
        <span className={css.group}>{command.group}</span>
        {state === 'changed' && <span className={css.changed}>changed</span>}
        {state === 'unreadable' && <span className={css.unreadable}>could not be read</span>}
      </span>
      {recording ? (
        <ShortcutRecorder command={command} onDone={() => onRecord(false)} />
      ) : (
        <>
          <span className={css.keys}>
            {shortcuts.map((shortcut) => (
              <Kbd key={shortcut} shortcut={shortcut} />
            ))}
          </span>
          <span className={css.actions}>
            <IconButton
              ref={pencil}
              label={`Change the shortcut of ${command.title}`}
              size="sm"
              tooltipSide="left"
              onClick={() => onRecord(true)}
            >
              <PencilLine />
            </IconButton>
            {state !== 'usual' && (
              <IconButton
                label={`Usual shortcut of ${command.title}`}
                size="sm"
                tooltipSide="left"
                onClick={() => settingsStore.setKeys({ [command.id]: null })}
              >
                <Undo2 />
              </IconButton>
            )}
          </span>
        </>
      )}
    </li>
  );
}
