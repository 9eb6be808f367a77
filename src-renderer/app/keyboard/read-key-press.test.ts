import { isShortcut } from '@shared/keys/shortcut';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/commands';
import { usualShortcuts } from '../commands/command-registry';
import { type KeyPress, matchesShortcut } from '../commands/match-shortcut';
import { readKeyPress } from './read-key-press';

function press(key: string, code: string, held = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('c'),
    metaKey: held.includes('m'),
    altKey: held.includes('a'),
    shiftKey: held.includes('s'),
  };
}

describe('readKeyPress', () => {
  const presses: readonly [KeyPress, string | null, string | null][] = [
    [press('Control', 'ControlLeft', 'c'), null, null],
    [press('b', 'KeyB', 'c'), 'Mod+B', 'Ctrl+B'],
    [press('P', 'KeyP', 'cs'), 'Mod+Shift+P', 'Ctrl+Shift+P'],
    [press('k', 'KeyK', 'm'), 'Meta+K', 'Mod+K'],
    [press('T', 'KeyT', 'sa'), 'Shift+Alt+T', 'Shift+Alt+T'],
    [press('ф', 'KeyA', 'c'), 'Mod+A', 'Ctrl+A'],
    [press('!', 'Digit1', 's'), 'Shift+1', 'Shift+1'],
    [press('?', 'Slash', 's'), '?', '?'],
    [press('+', 'NumpadAdd', 'c'), 'Mod++', 'Ctrl++'],
    [press('F5', 'F5', 's'), 'Shift+F5', 'Shift+F5'],
    [press(' ', 'Space'), 'Space', 'Space'],
    [press('Dead', 'Equal'), null, null],
  ];

  it('writes what was pressed as commands do', () => {
    for (const [pressed, other, mac] of presses) {
      expect([readKeyPress(pressed, 'other'), readKeyPress(pressed, 'mac')]).toEqual([other, mac]);
    }
  });

  it('gives what the same press matches', () => {
    for (const [pressed, shortcut] of presses) {
      if (shortcut === null) continue;
      expect(isShortcut(shortcut)).toBe(true);
      expect(matchesShortcut(shortcut, pressed, 'other')).toBe(true);
    }
  });
});

it('every command writes its shortcuts in the one form', () => {
  const written = commands.all.flatMap(usualShortcuts);
  expect(written.length).toBeGreaterThan(50);
  expect(written.filter((shortcut) => !isShortcut(shortcut))).toEqual([]);
});
