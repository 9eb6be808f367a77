import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { entriesAt, folderRows, type LibraryPlace, tagCounts } from './place';

function entry(name: string, rest: Partial<LibraryEntry> = {}): LibraryEntry {
  return {
    id: `wf_${name}` as WorkflowId,
    name,
    description: '',
    path: null,
    stepCount: 1,
    dirty: false,
    trusted: true,
    folder: '',
    favourite: false,
    tags: [],
    createdAt: 0,
    updatedAt: 0,
    openedAt: null,
    deletedAt: null,
    lastRun: null,
    ...rest,
  };
}

const entries = [
  entry('a', { folder: 'Finance', favourite: true, openedAt: 1 }),
  entry('b', { folder: 'Finance/Monthly', tags: ['csv'], openedAt: 3 }),
  entry('c', { tags: ['csv', 'audit'] }),
];

function namesAt(place: LibraryPlace): string[] {
  return entriesAt(entries, place).map(({ name }) => name);
}

describe('entriesAt', () => {
  it('gives what lies at a place, recent ones by when they were open', () => {
    expect(namesAt({ type: 'all' })).toEqual(['a', 'b', 'c']);
    expect(namesAt({ type: 'favourites' })).toEqual(['a']);
    expect(namesAt({ type: 'recent' })).toEqual(['b', 'a']);
    expect(namesAt({ type: 'folder', path: 'Finance' })).toEqual(['a']);
    expect(namesAt({ type: 'tag', tag: 'csv' })).toEqual(['b', 'c']);
  });
});

describe('folderRows', () => {
  it('makes a tree, with folders around folders and what lies in them counted', () => {
    expect(folderRows(['Finance/Monthly', 'Ops 10', 'Ops 9'], entries)).toEqual([
      { path: 'Finance', name: 'Finance', depth: 0, count: 2 },
      { path: 'Finance/Monthly', name: 'Monthly', depth: 1, count: 1 },
      { path: 'Ops 9', name: 'Ops 9', depth: 0, count: 0 },
      { path: 'Ops 10', name: 'Ops 10', depth: 0, count: 0 },
    ]);
  });
});

describe('tagCounts', () => {
  it('counts tags by name', () => {
    expect(tagCounts(entries)).toEqual([
      ['audit', 1],
      ['csv', 2],
    ]);
  });
});
