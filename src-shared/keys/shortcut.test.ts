import { describe, expect, it } from 'vitest';
import { isShortcut, readShortcuts, splitShortcut, toAccelerator } from './shortcut';

describe('shortcuts', () => {
  it('have one written form', () => {
    for (const text of ['Mod+Shift+P', 'F5', '?', 'Mod++', '+', 'Shift+Alt+T', 'Space']) {
      expect([text, isShortcut(text)]).toEqual([text, true]);
    }
    for (const text of [
      '',
      'p',
      'Shift+Mod+P',
      'Alt+Shift+T',
      'Mod',
      'Mod+',
      'Hyper+P',
      'F25',
      'Mod+Ab',
    ]) {
      expect([text, isShortcut(text)]).toEqual([text, false]);
    }
  });

  it('are split at plus signs that are not the key', () => {
    expect(splitShortcut('Mod++')).toEqual(['Mod', '+']);
    expect(splitShortcut('+')).toEqual(['+']);
  });

  it('are read from a setting whole or not at all', () => {
    expect(readShortcuts(['Mod+K', 'F1'])).toEqual(['Mod+K', 'F1']);
    expect(readShortcuts([])).toEqual([]);
    expect(readShortcuts(['Mod+K', 'nonsense'])).toBeNull();
    expect(readShortcuts('Mod+K')).toBeNull();
  });

  it('are translated for the native menu', () => {
    expect(toAccelerator('Mod+Shift+ArrowUp')).toBe('CmdOrCtrl+Shift+Up');
    expect(toAccelerator('Mod++')).toBe('CmdOrCtrl+Plus');
  });
});
