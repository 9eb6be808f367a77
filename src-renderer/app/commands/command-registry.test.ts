import { describe, expect, it, vi } from 'vitest';
import type { Command } from './command';
import { createCommandRegistry } from './command-registry';
import type { KeyPress } from './match-shortcut';

function command(part: Partial<Command> & { id: string }): Command {
  return { title: part.id, group: 'Edit', run: () => undefined, ...part };
}

function key(name: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return {
    key: name,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  };
}

function registry(
  commands: readonly Command[],
  onError = vi.fn(),
  changed: ReadonlyMap<string, readonly string[]> = new Map(),
) {
  return createCommandRegistry(commands, {
    platform: () => 'other',
    changedShortcuts: () => changed,
    beforeRun: () => undefined,
    onError,
  });
}

describe('createCommandRegistry', () => {
  it('refuses two commands with one id', () => {
    expect(() => registry([command({ id: 'a' }), command({ id: 'a' })])).toThrow('"a"');
  });

  it('runs a command by id, unless it is unknown or not enabled', () => {
    const run = vi.fn();
    const commands = registry([
      command({ id: 'on', run }),
      command({ id: 'off', run, isEnabled: () => false }),
    ]);
    expect([commands.run('on'), commands.run('off'), commands.run('none')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('tells of a command that throws or rejects', async () => {
    const onError = vi.fn();
    const commands = registry(
      [
        command({
          id: 'throws',
          run: () => {
            throw new Error('now');
          },
        }),
        command({ id: 'rejects', run: () => Promise.reject(new Error('later')) }),
      ],
      onError,
    );
    commands.run('throws');
    commands.run('rejects');
    await Promise.resolve();
    await Promise.resolve();
    expect(onError.mock.calls.map(([error]) => (error as Error).message)).toEqual(['now', 'later']);
  });

  it('prefers the more specific scope, and an enabled command to a disabled one', () => {
    const commands = registry([
      command({ id: 'everywhere', shortcut: 'Delete' }),
      command({ id: 'list', shortcut: 'Delete', scope: 'list' }),
      command({ id: 'canvas', shortcut: 'Delete', scope: 'canvas' }),
      command({ id: 'canvas.off', shortcut: 'X', scope: 'canvas', isEnabled: () => false }),
      command({ id: 'list.x', shortcut: 'X', scope: 'list' }),
    ]);
    expect(commands.match(key('Delete'), 'canvas')?.id).toBe('canvas');
    expect(commands.match(key('Delete'), 'list')?.id).toBe('list');
    expect(commands.match(key('x'), 'canvas')?.id).toBe('list.x');
  });

  it('leaves plain keys to texts and editors, but not function keys and combinations', () => {
    const commands = registry([
      command({ id: 'plain', shortcut: 'N' }),
      command({ id: 'palette', shortcut: ['Mod+K', 'F1'] }),
    ]);
    const found = (press: KeyPress) =>
      (['canvas', 'list', 'text', 'editor', 'overlay'] as const).map(
        (context) => commands.match(press, context)?.id ?? null,
      );
    expect(found(key('n'))).toEqual(['plain', 'plain', null, null, null]);
    expect(found(key('k', { ctrlKey: true }))).toEqual([
      'palette',
      'palette',
      'palette',
      'palette',
      null,
    ]);
    expect(found(key('F1'))).toEqual(['palette', 'palette', 'palette', 'palette', null]);
  });

  it('keeps commands of a list out of texts', () => {
    const commands = registry([command({ id: 'undo', shortcut: 'Mod+Z', scope: 'list' })]);
    const undo = key('z', { ctrlKey: true });
    expect(commands.match(undo, 'text')).toBeUndefined();
    expect(commands.match(undo, 'canvas')?.id).toBe('undo');
  });

  it('answers to the keys a user chose instead of the usual ones', () => {
    const changed = new Map([
      ['side', ['F7']],
      ['mute', []],
    ]);
    const commands = registry(
      [command({ id: 'side', shortcut: 'Mod+B' }), command({ id: 'mute', shortcut: 'F8' })],
      vi.fn(),
      changed,
    );
    expect(commands.match(key('F7'), 'list')?.id).toBe('side');
    expect(commands.match(key('b', { ctrlKey: true }), 'list')).toBeUndefined();
    expect(commands.match(key('F8'), 'list')).toBeUndefined();
    expect(commands.all.map((one) => commands.shortcutsOf(one))).toEqual([['F7'], []]);
  });
});
