import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { first, insert, second, setUp } from './fake-document';

describe('documents behind the one in front', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function leftWithAnEdit() {
    const studio = setUp();
    const { store } = studio;
    await store.open(first);
    store.applyChanges(insert(0, 'zero '), { label: 'Add' });
    store.select({ steps: ['two'] });
    await store.open(second);
    return studio;
  }

  it('come back with their history and selection, and their draft is safe meanwhile', async () => {
    const { store, calls } = await leftWithAnEdit();
    expect(calls).toEqual(['draft zero one two']);
    expect([store.getState().undoLabel, store.isDirtyBehind(first)]).toEqual([null, true]);
    await store.open(first);
    const { text, dirty, undoLabel, selection, recovered } = store.getState();
    expect([text, dirty, undoLabel, selection.steps, recovered]).toEqual([
      'zero one two',
      true,
      'Add',
      ['two'],
      false,
    ]);
    store.undo();
    expect([store.getState().text, store.getState().dirty]).toEqual(['one two', false]);
    store.redo();
    expect(store.getState().text).toBe('zero one two');
  });

  it('hear of a file that changed meanwhile: merged when edited, reloaded when not', async () => {
    const { store, documents } = await leftWithAnEdit();
    const outside = {
      path: '/a',
      savedText: 'three',
      readOnly: false,
      fileMissing: false,
      trusted: false,
    };
    documents.open.mockResolvedValueOnce({
      ...outside,
      id: first,
      text: 'zero one two',
      recovered: true,
    } as never);
    await store.open(first);
    expect([store.getState().externalText, store.getState().trusted]).toEqual(['three', false]);

    documents.open.mockResolvedValueOnce({
      ...outside,
      id: second,
      text: 'three',
      recovered: false,
    } as never);
    await store.open(second);
    const { text, dirty, undoLabel } = store.getState();
    expect([text, dirty, undoLabel]).toEqual(['three', false, 'Reload file']);
  });

  it('are read anew once they are forgotten', async () => {
    const { store } = await leftWithAnEdit();
    store.forget(first);
    await store.open(first);
    expect([store.getState().text, store.getState().undoLabel]).toEqual(['one two', null]);
  });

  it('are journalled at the end when that failed before', async () => {
    const { store, documents, calls, failures } = setUp();
    await store.open(first);
    store.applyChanges(insert(0, 'zero '));
    documents.saveDraft.mockRejectedValueOnce(new Error('disk full'));
    await store.open(second);
    expect([calls, failures]).toEqual([[], ['disk full']]);
    expect([store.isSafe(first), store.isSafe(second)]).toEqual([false, true]);
    await store.flush();
    expect(calls).toEqual(['draft zero one two']);
    expect(store.isSafe(first)).toBe(true);
    await store.flush();
    expect(calls).toHaveLength(1);
  });
});
