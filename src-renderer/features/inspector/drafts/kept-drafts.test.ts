import { afterEach, describe, expect, it } from 'vitest';
import {
  dropDraft,
  keepDraft,
  keptDrafts,
  type KeptDraft,
  movedItem,
  moveDrafts,
  renameDrafts,
} from './kept-drafts';

function draft(path: readonly (string | number)[], part: Partial<KeptDraft> = {}): KeptDraft {
  const place = { document: null, step: 'a', area: 'settings', path, form: 'json' };
  return { ...place, draft: '{', message: 'm', base: '', ...part };
}

function kept(): string[] {
  return [...keptDrafts.getState().drafts.values()].map(
    ({ step, path }) => `${step ?? 'workflow'} ${path.join('.')}`,
  );
}

const list = { document: null, step: 'a', area: 'settings', path: ['items'] };

afterEach(() => keptDrafts.setState({ drafts: new Map() }));

describe('what fields hold back', () => {
  it('is of one field in one form of one step, until it is dropped', () => {
    keepDraft(draft(['value']));
    keepDraft(draft(['value'], { area: 'behaviour' }));
    keepDraft(draft(['value'], { draft: '{ "' }));
    expect(kept()).toEqual(['a value', 'a value']);
    dropDraft(draft(['value']));
    expect(kept()).toEqual(['a value']);
  });

  it('goes where its item goes, and with it', () => {
    for (const at of [0, 1, 2]) keepDraft(draft(['items', at, 'when'], { draft: String(at) }));
    keepDraft(draft(['other', 0]));
    moveDrafts(list, (item) => movedItem(item, 2, 0));
    const items = [...keptDrafts.getState().drafts.values()].filter(
      ({ path }) => path[0] === 'items',
    );
    expect(items.map(({ path, draft: text }) => [path[1], text])).toEqual([
      [1, '0'],
      [2, '1'],
      [0, '2'],
    ]);
    moveDrafts(list, (item) => (item === 1 ? null : item > 1 ? item - 1 : item));
    expect(kept()).toEqual(['a other.0', 'a items.1.when', 'a items.0.when']);
  });

  it('follows its step to another name', () => {
    keepDraft(draft(['value']));
    keepDraft(draft(['value'], { step: 'b' }));
    renameDrafts(null, 'a', 'c');
    expect(kept()).toEqual(['b value', 'c value']);
  });
});
