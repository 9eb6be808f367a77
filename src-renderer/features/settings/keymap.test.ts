import { expect, it } from 'vitest';
import { keymapOf } from './keymap';

it('takes what can be read of the stored shortcuts and names the rest', () => {
  const keys = {
    'view.toggleSidebar': ['Mod+Shift+B'],
    'document.save': [],
    'view.togglePanel': null,
    'run.start': 'Mod+{ damaged',
    'run.stop': ['Hyper+X'],
  };
  const keymap = keymapOf(keys);
  expect([...keymap.changed]).toEqual([
    ['view.toggleSidebar', ['Mod+Shift+B']],
    ['document.save', []],
  ]);
  expect(keymap.unreadable).toEqual(['run.start', 'run.stop']);
  expect(keymapOf(keys)).toBe(keymap);
});
