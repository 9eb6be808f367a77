import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { first, insert, second, setUp } from './fake-document';

describe('drafts and files', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('journals a draft within half a second of a change', async () => {
    const { store, calls } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, '!'));
    expect(store.getState().autosave).toBe('pending');
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual(['draft one two!']);
    expect(store.getState().autosave).toBe('saved');
  });

  it('journals at least once a second under continuous typing', async () => {
    const { store, documents } = setUp();
    await store.open(first);
    for (let i = 0; i < 40; i += 1) {
      store.applyChanges(insert(7, 'x'));
      await vi.advanceTimersByTimeAsync(100);
    }
    // Forty changes in four seconds.
    expect(documents.saveDraft.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(documents.saveDraft.mock.calls.length).toBeLessThanOrEqual(8);
  });

  it('never has two drafts in flight, and writes the newest text after a slow one', async () => {
    const { store, documents } = setUp();
    await store.open(first);
    const finish: (() => void)[] = [];
    documents.saveDraft.mockImplementation(
      () => new Promise((resolve) => finish.push(() => resolve({}))),
    );
    store.applyChanges(insert(7, 'a'));
    await vi.advanceTimersByTimeAsync(500);
    store.applyChanges(insert(8, 'b'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(documents.saveDraft).toHaveBeenCalledTimes(1);
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(500);
    expect(documents.saveDraft).toHaveBeenCalledTimes(2);
    expect(documents.saveDraft.mock.calls[1]?.[0]).toMatchObject({ text: 'one twoab' });
  });

  it('tries again when a draft fails, says so, and recovers', async () => {
    const { store, documents, failures } = setUp();
    await store.open(first);
    documents.saveDraft.mockRejectedValueOnce(new Error('The disk is full.'));
    store.applyChanges(insert(7, 'a'));
    await vi.advanceTimersByTimeAsync(500);
    expect(store.getState().autosave).toBe('failed');
    expect(failures).toEqual(['The disk is full.']);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(documents.saveDraft).toHaveBeenCalledTimes(2);
    expect(store.getState().autosave).toBe('saved');
  });

  it('forgets the draft when the text is the saved one again', async () => {
    const { store, calls } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    await vi.advanceTimersByTimeAsync(500);
    store.undo();
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual(['draft one twoa', 'discard']);
  });

  it('writes the pending draft before another document opens', async () => {
    const { store, calls } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    await store.open(second);
    expect(calls).toEqual(['draft one twoa']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toEqual(['draft one twoa']);
  });

  it('saves, and journals what was typed while it saved', async () => {
    const { store, documents, calls } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    let finish = (): void => undefined;
    documents.save.mockImplementationOnce(
      () => new Promise((resolve) => (finish = () => resolve({ path: '/home/a.yaml' }))),
    );
    const saving = store.save();
    store.applyChanges(insert(8, 'b'));
    finish();
    expect(await saving).toBe(true);
    expect(store.getState()).toMatchObject({
      savedText: 'one twoa',
      dirty: true,
      path: '/home/a.yaml',
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls.at(-1)).toBe('draft one twoab');
  });

  it('stays dirty and says why when saving fails', async () => {
    const { store, documents, failures } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    documents.save.mockRejectedValueOnce(new Error('The file is read-only.'));
    expect(await store.save()).toBe(false);
    expect(store.getState()).toMatchObject({ dirty: true, saving: false });
    expect(failures).toEqual(['The file is read-only.']);
  });

  it('is unchanged when the file dialog is cancelled', async () => {
    const { store } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    expect(await store.saveAs()).toBe(false);
    expect(store.getState()).toMatchObject({ dirty: true, path: null });
  });

  it('shows a recovered draft as dirty, and can keep or discard it', async () => {
    const recovery = { text: 'one two three', savedText: 'one two', recovered: true };
    const kept = setUp(recovery);
    await kept.store.open(first);
    expect(kept.store.getState()).toMatchObject({ recovered: true, dirty: true });
    kept.store.keepRecovered();
    expect(kept.store.getState()).toMatchObject({ recovered: false, dirty: true });

    const discarded = setUp(recovery);
    await discarded.store.open(first);
    await discarded.store.discard();
    expect(discarded.store.getState()).toMatchObject({
      text: 'one two',
      recovered: false,
      dirty: false,
      undoLabel: 'Discard changes',
    });
  });

  it('does not call a draft recovered that it wrote itself', async () => {
    const { store, documents } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    await store.close();
    documents.open.mockResolvedValueOnce({
      id: first,
      path: null,
      text: 'one twoa',
      savedText: 'one two',
      recovered: true,
      readOnly: false,
      fileMissing: false,
      trusted: true,
    });
    await store.open(first);
    expect(store.getState()).toMatchObject({ recovered: false, dirty: true });
  });

  it('reloads a clean document when its file changes, undoably', async () => {
    const { store } = setUp();
    await store.open(first);
    store.fileChanged(first, 'one two three');
    expect(store.getState()).toMatchObject({
      text: 'one two three',
      dirty: false,
      externalText: null,
    });
    expect(store.getState().change?.origin).toBe('file');
    store.undo();
    expect(store.getState()).toMatchObject({ text: 'one two', dirty: true });
  });

  it('asks before it takes an outside change over unsaved edits', async () => {
    const theirs = setUp();
    await theirs.store.open(first);
    theirs.store.applyChanges(insert(7, ' mine'));
    theirs.store.fileChanged(first, 'theirs');
    expect(theirs.store.getState()).toMatchObject({ text: 'one two mine', externalText: 'theirs' });
    theirs.store.resolveExternal('theirs');
    expect(theirs.store.getState()).toMatchObject({ text: 'theirs', dirty: false });

    const mine = setUp();
    await mine.store.open(first);
    mine.store.applyChanges(insert(7, ' mine'));
    mine.store.fileChanged(first, 'theirs');
    mine.store.resolveExternal('mine');
    expect(mine.store.getState()).toMatchObject({
      text: 'one two mine',
      savedText: 'theirs',
      dirty: true,
      externalText: null,
    });
  });

  it('ignores the echo of its own save and changes of other files', async () => {
    const { store } = setUp();
    await store.open(first);
    store.fileChanged(first, 'one two');
    store.fileChanged(second, 'other');
    expect(store.getState()).toMatchObject({ text: 'one two', undoLabel: null });
  });
});

describe('trust', () => {
  it('is given to the text as it stands, after what was typed is kept', async () => {
    const { store, calls } = setUp({ trusted: false });
    await store.open(first);
    expect(store.getState().trusted).toBe(false);
    store.applyChanges(insert(7, ' three'));
    expect(await store.trust()).toBe(true);
    expect(calls).toEqual(['draft one two three', 'trust one two three']);
    expect(store.getState().trusted).toBe(true);
  });

  it('ends when another program writes something else into the file', async () => {
    const { store } = setUp();
    await store.open(first);
    store.fileChanged(second, 'other', false);
    expect(store.getState().trusted).toBe(true);
    store.fileChanged(first, 'stranger', false);
    expect(store.getState()).toMatchObject({ text: 'stranger', trusted: false });
    store.trustChanged(first, true);
    expect(store.getState().trusted).toBe(true);
  });
});

describe('a file that is gone', () => {
  it('is told of until it is saved again', async () => {
    const { store } = setUp();
    await store.open(first);
    store.fileMissing(second, true);
    expect(store.getState().fileMissing).toBe(false);
    store.fileMissing(first, true);
    expect([store.getState().fileMissing, store.getState().text]).toEqual([true, 'one two']);
    await store.save();
    expect(store.getState().fileMissing).toBe(false);
  });
});
