import type { WorkflowId } from '@shared/lib/ids';
import { ok } from '@shared/lib/result';
import { defaultSettings, type Workflow } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentDeps } from './document-deps';
import { createDocumentStore } from './document-store';
import type { Parsed } from './language';

const first = 'wf_aaaaaaaaaaaa' as WorkflowId;
const second = 'wf_bbbbbbbbbbbb' as WorkflowId;

const syntaxError: Problem = {
  code: 'YAML_SYNTAX',
  severity: 'error',
  message: 'A question mark',
  range: { from: 0, to: 1 },
  line: 1,
  column: 1,
  fixes: [],
};

// A language of one word per step: enough to see the store at work without the real one.
function parse(text: string): Parsed {
  return {
    text,
    workflow: text.startsWith('!') ? null : model(text),
    problems: text.includes('?') ? [syntaxError] : [],
    readOnly: false,
  };
}

function model(text: string): Workflow {
  const steps = text.split(/\s+/).filter(Boolean);
  return {
    formatVersion: 1,
    name: text,
    steps: new Map(
      steps.map((id) => [
        id,
        { id, kind: 'log', config: {}, join: 'any', onError: 'fail', disabled: false },
      ]),
    ),
    edges: [],
    vars: {},
    env: [],
    secrets: [],
    settings: defaultSettings,
    pins: new Map(),
    samples: [],
    breakpoints: [],
    layout: new Map(),
  };
}

function setUp(
  opened: { text?: string; savedText?: string; recovered?: boolean; trusted?: boolean } = {},
) {
  const text = opened.text ?? 'one two';
  const calls: string[] = [];
  const documents = {
    open: vi.fn(async ({ id }: { id: string }) => ({
      id: id as WorkflowId,
      path: null,
      text,
      savedText: opened.savedText ?? text,
      recovered: opened.recovered ?? false,
      readOnly: false,
      fileMissing: false,
      trusted: opened.trusted ?? true,
    })),
    save: vi.fn(async ({ text: saved }: { text: string }) => {
      calls.push(`save ${saved}`);
      return { path: '/home/a.stepwell.yaml' as string | null };
    }),
    saveAs: vi.fn(async () => null),
    saveDraft: vi.fn(async ({ text: draft }: { text: string }) => {
      calls.push(`draft ${draft}`);
      return {};
    }),
    trust: vi.fn(async ({ text: trusted }: { text: string }) => {
      calls.push(`trust ${trusted}`);
      return {};
    }),
    discardDraft: vi.fn(async () => {
      calls.push('discard');
      return { text: opened.savedText ?? text };
    }),
  };
  const failures: string[] = [];
  const validate = vi.fn((): readonly Problem[] => []);
  const store = createDocumentStore<Parsed, readonly TextChange[]>({
    documents: documents as unknown as DocumentDeps<Parsed, readonly TextChange[]>['documents'],
    language: { parse, validate, plan: (_parsed, edit) => ok(edit) },
    timers: {
      now: () => Date.now(),
      setTimer: (run, delay) => setTimeout(run, delay),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
    onAutosaveFailed: (error) => failures.push(error.message),
    onSaveFailed: (error) => failures.push(error.message),
  });
  return { store, documents, calls, failures, validate };
}

function insert(at: number, text: string): TextChange[] {
  return [{ from: at, to: at, insert: text }];
}

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
