import type { LibraryEntry } from '@shared/ipc/library';
import { describe, expect, it } from 'vitest';
import { findEntries } from './sort-entries';

function entry(name: string, part: Partial<LibraryEntry> = {}): LibraryEntry {
  return {
    id: `wf_${name}` as LibraryEntry['id'],
    name,
    description: '',
    path: null,
    stepCount: 1,
    dirty: false,
    trusted: true,
    folder: '',
    favourite: false,
    tags: [],
    openedAt: null,
    deletedAt: null,
    createdAt: 0,
    updatedAt: 0,
    lastRun: null,
    ...part,
  };
}

const entries = [
  entry('Report 10', { updatedAt: 1, lastRun: { status: 'completed', endedAt: 50 } }),
  entry('report 9', { updatedAt: 3, description: 'Licences of every package' }),
  entry('Audit', { updatedAt: 2, lastRun: { status: 'running', endedAt: null } }),
];

describe('findEntries', () => {
  const names = (query: string, sort: 'updated' | 'name' | 'run') =>
    findEntries(entries, query, sort).map(({ name }) => name);

  it('sorts by change, by name as people count, and by run with the running one first', () => {
    expect(names('', 'updated')).toEqual(['report 9', 'Audit', 'Report 10']);
    expect(names('', 'name')).toEqual(['Audit', 'report 9', 'Report 10']);
    expect(names('', 'run')).toEqual(['Audit', 'Report 10', 'report 9']);
  });

  it('wants every word, in any of the texts and in any case', () => {
    expect(names('REPORT', 'name')).toEqual(['report 9', 'Report 10']);
    expect(names('licences report', 'name')).toEqual(['report 9']);
    expect(names('nothing', 'name')).toEqual([]);
  });

  it('finds tags and folders, and keeps what a search in steps has found', () => {
    const tagged = [entry('A', { tags: ['money'] }), entry('B', { folder: 'Money' }), entry('C')];
    const found = (query: string, steps = new Map()) =>
      findEntries(tagged, query, 'name', steps).map(({ name }) => name);
    expect(found('money')).toEqual(['A', 'B']);
    expect(found('double', new Map([['wf_C', ['Double']]]))).toEqual(['C']);
  });
});
