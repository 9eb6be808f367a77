import { describe, expect, it } from 'vitest';
import { isPlainKey, type KeyPress, matchesShortcut } from './match-shortcut';

function press(key: string, modifiers: Partial<KeyPress> = {}, code = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  };
}

describe('matchesShortcut', () => {
  it('takes Mod as Ctrl, and as Command on macOS', () => {
    const ctrl = press('s', { ctrlKey: true });
    const meta = press('s', { metaKey: true });
    expect(matchesShortcut('Mod+S', ctrl, 'other')).toBe(true);
    expect(matchesShortcut('Mod+S', meta, 'other')).toBe(false);
    expect(matchesShortcut('Mod+S', ctrl, 'mac')).toBe(false);
    expect(matchesShortcut('Mod+S', meta, 'mac')).toBe(true);
  });

  it('wants exactly the modifiers it names', () => {
    const extra = press('S', { ctrlKey: true, shiftKey: true });
    expect(matchesShortcut('Mod+S', extra, 'other')).toBe(false);
    expect(matchesShortcut('Mod+Shift+S', extra, 'other')).toBe(true);
    expect(matchesShortcut('Mod+Alt+S', press('s', { ctrlKey: true }), 'other')).toBe(false);
  });

  it('finds digits by their place, because Shift changes their character', () => {
    expect(matchesShortcut('Shift+1', press('!', { shiftKey: true }, 'Digit1'), 'other')).toBe(
      true,
    );
    expect(matchesShortcut('1', press('1', {}, 'Numpad1'), 'other')).toBe(true);
    expect(matchesShortcut('1', press('!', { shiftKey: true }, 'Digit1'), 'other')).toBe(false);
  });

  it('finds symbols with or without Shift', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }, 'Slash'), 'other')).toBe(true);
    expect(matchesShortcut('+', press('+', {}, 'NumpadAdd'), 'other')).toBe(true);
    expect(matchesShortcut('Mod++', press('+', { ctrlKey: true, shiftKey: true }), 'other')).toBe(
      true,
    );
  });

  it('finds letters on a keyboard without Latin ones', () => {
    expect(matchesShortcut('Mod+S', press('ы', { ctrlKey: true }, 'KeyS'), 'other')).toBe(true);
    expect(matchesShortcut('Mod+Z', press('z', { ctrlKey: true }, 'KeyY'), 'other')).toBe(true);
  });

  it('knows named keys', () => {
    expect(matchesShortcut('F1', press('F1'), 'other')).toBe(true);
    expect(
      matchesShortcut('Shift+ArrowLeft', press('ArrowLeft', { shiftKey: true }), 'other'),
    ).toBe(true);
    expect(matchesShortcut('Space', press(' ', {}, 'Space'), 'other')).toBe(true);
  });
});

describe('isPlainKey', () => {
  it('is true of keys that write text', () => {
    const shortcuts = ['N', 'Shift+S', '?', 'Delete', 'F9', 'Mod+K', 'Alt+G'];
    expect(shortcuts.map(isPlainKey)).toEqual([true, true, true, true, false, false, false]);
  });
});
