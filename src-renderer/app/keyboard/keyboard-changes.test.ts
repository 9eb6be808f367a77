import { describe, expect, it } from 'vitest';
import type { Command } from '../commands/command';
import { usualShortcuts } from '../commands/command-registry';
import { assign, conflictsOf, refusal, resetAll } from './keyboard-changes';

function command(id: string, shortcut: string[], scope?: Command['scope']): Command {
  return { id, title: id, group: 'View', shortcut, run: () => undefined, ...(scope && { scope }) };
}

const side = command('side', ['Mod+B']);
const panel = command('panel', ['Mod+J', 'F7']);
const start = command('start', ['F5']);
const goOn = command('goOn', ['F5']);
const remove = command('remove', ['Delete'], 'canvas');
const registry = { all: [side, panel, start, goOn, remove], shortcutsOf: usualShortcuts };

describe('changing a shortcut', () => {
  it('finds who has it already, but not those that were made to share it', () => {
    expect(conflictsOf('Mod+J', side, registry)).toEqual([panel]);
    expect(conflictsOf('F5', start, registry)).toEqual([]);
    expect(conflictsOf('F5', side, registry)).toEqual([start, goOn]);
    expect(conflictsOf('Mod+B', side, registry)).toEqual([]);
  });

  it('takes it from the others, who keep what else they have', () => {
    expect(assign('Mod+J', side, registry)).toEqual({ side: ['Mod+J'], panel: ['F7'] });
  });

  it('leaves texts and widgets their keys', () => {
    expect(refusal('Mod+C', side)).toMatch(/Texts/);
    expect(refusal('Enter', side)).toMatch(/Hold Ctrl/);
    expect(refusal('Mod+Enter', side)).toBeNull();
    expect(refusal('Enter', remove)).toBeNull();
    expect(refusal('G', side)).toBeNull();
  });

  it('resets what can be read and what cannot', () => {
    expect(resetAll({ side: ['Mod+J'], panel: 'damaged' })).toEqual({ side: null, panel: null });
  });
});
