import type { Problem } from '@shared/workflow/problem';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { first, insert, parse as parsedAs, second, setUp, syntaxError } from './fake-document';

describe('createDocumentStore', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('opens a document clean, with nothing to undo', async () => {
    const { store } = setUp();
    await store.open(first);
    const { status, text, dirty, undoLabel, workflow } = store.getState();
    expect([status, text, dirty, undoLabel]).toEqual(['open', 'one two', false, null]);
    expect([...(workflow?.steps.keys() ?? [])]).toEqual(['one', 'two']);
  });

  it('says why a document could not be opened', async () => {
    const { store, documents } = setUp();
    documents.open.mockRejectedValueOnce(new Error('gone'));
    await store.open(first);
    expect(store.getState().status).toBe('failed');
    expect(store.getState().error?.message).toBe('gone');
  });

  it('drops the answer to an earlier opening', async () => {
    const { store, documents } = setUp();
    let answer = (_: never): void => undefined;
    documents.open.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const slow = store.open(first);
    await vi.advanceTimersByTimeAsync(0);
    await store.open(second);
    answer({ id: first, path: null, text: 'late', savedText: 'late' } as never);
    await slow;
    expect(store.getState().id).toBe(second);
    expect(store.getState().text).toBe('one two');
  });

  it('reads a large document in pieces, and asks again what became of its file meanwhile', async () => {
    const large = `${'step '.repeat(20_000)}end`;
    const { store, documents, parseGently } = setUp({ text: large });
    let read = (): void => undefined;
    parseGently.mockImplementationOnce(
      (text) => new Promise((resolve) => (read = () => resolve(parsedAs(text)))),
    );
    const opened = store.open(first);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().status).toBe('loading');
    const changed = await documents.open({ id: first });
    documents.open.mockResolvedValueOnce({ ...changed, savedText: 'other', trusted: false });
    read();
    await opened;
    const { status, text, trusted } = store.getState();
    expect([status, text, trusted]).toEqual(['open', 'other', false]);
  });

  it('drops a large document that was left while it was read', async () => {
    const { store, parseGently } = setUp({ text: 'step '.repeat(20_000) });
    let read = (): void => undefined;
    parseGently.mockImplementationOnce(
      (text) => new Promise((resolve) => (read = () => resolve(parsedAs(text)))),
    );
    const slow = store.open(first);
    await vi.advanceTimersByTimeAsync(0);
    await store.open(second);
    read();
    await slow;
    expect([store.getState().id, store.getState().status]).toEqual([second, 'open']);
  });

  it('gives back the same bytes after undo and redo, whatever the edits were', async () => {
    const change = fc.record({
      at: fc.nat(40),
      length: fc.nat(6),
      insert: fc.string({ unit: 'binary', maxLength: 6 }),
      origin: fc.constantFrom('canvas' as const, 'source' as const, 'inspector' as const),
      pause: fc.nat(2_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (edits) => {
        const { store } = setUp({ text: '# a comment\r\none two\n\n' });
        await store.open(first);
        const opened = store.getState().text;
        for (const one of edits) {
          const { text } = store.getState();
          const from = Math.min(one.at, text.length);
          const to = Math.min(from + one.length, text.length);
          store.edit([[{ from, to, insert: one.insert }]], {
            origin: one.origin,
            coalesce: 'typing',
          });
          vi.setSystemTime(Date.now() + one.pause);
        }
        const edited = store.getState().text;
        while (store.getState().undoLabel !== null) store.undo();
        expect(store.getState().text).toBe(opened);
        expect(store.getState().dirty).toBe(false);
        while (store.getState().redoLabel !== null) store.redo();
        expect(store.getState().text).toBe(edited);
      }),
      { numRuns: 60 },
    );
  });

  it('applies several edits as one undo step, each on the outcome of the one before', async () => {
    const { store } = setUp();
    await store.open(first);
    store.edit([insert(0, 'zero '), insert(0, 'minus ')], { label: 'Add two steps' });
    expect(store.getState().text).toBe('minus zero one two');
    expect(store.getState().undoLabel).toBe('Add two steps');
    store.undo();
    expect(store.getState().text).toBe('one two');
    expect(store.getState().undoLabel).toBeNull();
  });

  it('makes no undo step of an edit that changes nothing', async () => {
    const { store } = setUp();
    await store.open(first);
    store.edit([[{ from: 0, to: 3, insert: 'one' }]], { label: 'Write the same' });
    expect(store.getState().undoLabel).toBeNull();
    expect(store.getState().dirty).toBe(false);
  });

  it('makes one undo step of a burst of typing and a new one after a pause', async () => {
    const { store } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, 'a'));
    await vi.advanceTimersByTimeAsync(300);
    store.applyChanges(insert(8, 'b'));
    await vi.advanceTimersByTimeAsync(1_500);
    store.applyChanges(insert(9, 'c'));
    const texts = [store.getState().text];
    store.undo();
    texts.push(store.getState().text);
    store.undo();
    texts.push(store.getState().text);
    expect(texts).toEqual(['one twoabc', 'one twoab', 'one two']);
  });

  it('shares one history between the views', async () => {
    const { store } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, ' three'));
    store.edit([insert(0, 'zero ')], { origin: 'canvas', label: 'Add step' });
    expect(store.getState().undoLabel).toBe('Add step');
    store.undo();
    expect(store.getState().text).toBe('one two three');
    expect(store.getState().change?.origin).toBe('history');
    store.undo();
    expect(store.getState().text).toBe('one two');
  });

  it('restores the selection with the edit, and drops what no longer exists', async () => {
    const { store } = setUp();
    await store.open(first);
    store.select({ steps: ['two'] });
    store.edit([[{ from: 3, to: 7, insert: '' }]], { label: 'Delete step' });
    expect(store.getState().selection.steps).toEqual([]);
    store.undo();
    expect(store.getState().selection.steps).toEqual(['two']);
  });

  it('keeps the last readable workflow while the text cannot be read', async () => {
    const { store } = setUp();
    await store.open(first);
    store.applyChanges(insert(0, '!'));
    expect(store.getState().stale).toBe(true);
    expect(store.getState().workflow?.name).toBe('one two');
    store.undo();
    expect(store.getState().stale).toBe(false);
  });

  it('keeps it too while a syntax error hides a part of the graph', async () => {
    const { store } = setUp();
    await store.open(first);
    store.applyChanges(insert(7, ' ?'));
    expect(store.getState()).toMatchObject({ stale: true, text: 'one two ?' });
    expect([...(store.getState().workflow?.steps.keys() ?? [])]).toEqual(['one', 'two']);
  });

  it('validates a moment after the last change, once', async () => {
    const { store, validate } = setUp();
    await store.open(first);
    await vi.runAllTimersAsync();
    validate.mockClear();
    store.applyChanges(insert(0, 'a'));
    store.applyChanges(insert(0, 'b'));
    expect(validate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(500);
    expect(validate).toHaveBeenCalledTimes(1);
  });
});

describe('a fix of a problem', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function problemAt(text: string): Problem {
    const at = text.indexOf('bad');
    return {
      ...syntaxError,
      message: 'This is bad',
      fixes: [{ title: 'Make it good', changes: [{ from: at, to: at + 3, insert: 'good' }] }],
    };
  }

  it('is one undo step', async () => {
    const { store, validate } = setUp({ text: 'bad two' });
    validate.mockImplementation(() => [problemAt('bad two')]);
    await store.open(first);
    await vi.runAllTimersAsync();
    const [problem] = store.getState().problems;
    expect(problem && store.applyFix(problem, 'Make it good')).toBe(true);
    expect(store.getState()).toMatchObject({ text: 'good two', undoLabel: 'Make it good' });
    store.undo();
    expect(store.getState().text).toBe('bad two');
  });

  it('finds its place again when the text has changed since', async () => {
    const { store, validate } = setUp({ text: 'bad two' });
    validate.mockImplementation(() => [problemAt(store.getState().text)]);
    await store.open(first);
    await vi.runAllTimersAsync();
    const [problem] = store.getState().problems;
    store.applyChanges(insert(0, 'zero '));
    expect(problem && store.applyFix(problem, 'Make it good')).toBe(true);
    expect(store.getState().text).toBe('zero good two');
  });

  it('does nothing when its problem is gone', async () => {
    const { store, validate } = setUp({ text: 'bad two' });
    validate.mockImplementation(() => [problemAt('bad two')]);
    await store.open(first);
    await vi.runAllTimersAsync();
    const [problem] = store.getState().problems;
    validate.mockImplementation(() => []);
    store.replaceText('fine two');
    expect(problem && store.applyFix(problem, 'Make it good')).toBe(false);
    expect(store.getState().text).toBe('fine two');
  });
});
