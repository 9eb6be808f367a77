import { describe, expect, it } from 'vitest';
import type { Command } from '../commands/command';
import { rankCommands } from './rank-commands';

const commands: readonly Command[] = [
  ['Toggle bottom panel', ['log']],
  ['Run workflow', ['start', 'execute']],
  ['New workflow', ['create']],
  ['Fit workflow on screen', []],
].map(([title, keywords]) => ({
  id: String(title),
  title: String(title),
  group: 'View',
  keywords: keywords as string[],
  run: () => undefined,
}));

describe('rankCommands', () => {
  const titles = (query: string) => rankCommands(commands, query).map(({ title }) => title);

  it('keeps the order while nothing is typed', () => {
    expect(titles('  ')).toHaveLength(4);
    expect(titles('')[0]).toBe('Toggle bottom panel');
  });

  it('prefers the start of the title, then of a word, then a keyword, then initials', () => {
    expect(titles('run')).toEqual(['Run workflow']);
    expect(titles('work')).toEqual(['Run workflow', 'New workflow', 'Fit workflow on screen']);
    expect(titles('log')).toEqual(['Toggle bottom panel']);
    expect(titles('tbp')).toEqual(['Toggle bottom panel']);
    expect(titles('workflow new')).toEqual(['New workflow']);
    expect(titles('create work')).toEqual(['New workflow']);
    expect(titles('xyz')).toEqual([]);
  });
});
