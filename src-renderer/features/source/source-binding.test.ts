import { applyTextChanges, type TextChange } from '@shared/workflow/text-change';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEditorInstance, TextModel } from '../editors';
import { smallestChange } from '../editors';
import { SourceBinding, type SourceState } from './source-binding';

/** As much of Monaco's model and editor as the binding uses, with Monaco's own arithmetic. */
function fakeEditor(initial: string) {
  let text = initial;
  let listener: (event: unknown) => void = () => undefined;
  const offsetAt = (line: number, column: number): number => {
    const lines = text.split('\n').slice(0, line - 1);
    return lines.reduce((sum, part) => sum + part.length + 1, 0) + column - 1;
  };
  const replace = (changes: readonly TextChange[]): void => {
    text = applyTextChanges(text, changes);
    listener({
      // Monaco tells the last place first.
      changes: [...changes]
        .sort((a, b) => b.from - a.from)
        .map(({ from, to, insert }) => ({
          rangeOffset: from,
          rangeLength: to - from,
          text: insert,
        })),
    });
  };
  const model = {
    getValue: () => text,
    getPositionAt: (offset: number) => {
      const before = text.slice(0, offset).split('\n');
      return { lineNumber: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    },
    pushEditOperations: (
      _before: unknown,
      edits: readonly {
        range: {
          startLineNumber: number;
          startColumn: number;
          endLineNumber: number;
          endColumn: number;
        };
        text: string;
      }[],
    ) =>
      replace(
        edits.map(({ range, text: insert }) => ({
          from: offsetAt(range.startLineNumber, range.startColumn),
          to: offsetAt(range.endLineNumber, range.endColumn),
          insert,
        })),
      ),
  };
  const editor = {
    onDidChangeModelContent: (listen: (event: unknown) => void) => {
      listener = listen;
      return { dispose: () => undefined };
    },
  };
  return {
    // Only what the binding calls is there.
    model: model as unknown as TextModel,
    editor: editor as unknown as TextEditorInstance,
    type: replace,
  };
}

function fakeDocument(initial: string) {
  let state: SourceState = { text: initial, change: null };
  const listeners = new Set<(state: SourceState) => void>();
  let replaced = 0;
  const change = (batches: readonly (readonly TextChange[])[], origin: 'source' | 'canvas') => {
    const text = batches.reduce(applyTextChanges, state.text);
    state = { text, change: { origin, batches } };
    for (const listener of listeners) listener(state);
  };
  return {
    getState: () => state,
    subscribe: (listener: (state: SourceState) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    applyChanges: (changes: readonly TextChange[]) => change([changes], 'source'),
    replaceText: (text: string) => {
      replaced += 1;
      const difference = smallestChange(state.text, text);
      if (difference) change([[difference]], 'source');
    },
    change,
    replaced: () => replaced,
  };
}

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', ' ', ':', '{{', 'é', '😀'), { maxLength: 30 })
  .map((parts) => parts.join(''));

/** Up to three changes that do not overlap, somewhere in a text. */
function changesOf(source: string, seeds: readonly number[], inserted: string): TextChange[] {
  const places = [...new Set(seeds.map((seed) => seed % (source.length + 1)))].sort(
    (a, b) => a - b,
  );
  const changes: TextChange[] = [];
  for (let at = 0; at + 1 < places.length; at += 2) {
    const [from, to] = [places[at] ?? 0, places[at + 1] ?? 0];
    changes.push({ from, to, insert: inserted });
  }
  return changes;
}

describe('SourceBinding', () => {
  it('keeps editor and document the same, whoever makes the change', () => {
    const steps = fc.array(
      fc.record({
        by: fc.constantFrom('editor', 'canvas', 'undo'),
        seeds: fc.array(fc.nat(200), { minLength: 2, maxLength: 6 }),
        inserted: text,
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, steps, (initial, moves) => {
        const editor = fakeEditor(initial);
        const document = fakeDocument(initial);
        const binding = new SourceBinding(editor.editor, editor.model, document);
        for (const { by, seeds, inserted } of moves) {
          const now = document.getState().text;
          const changes = changesOf(now, seeds, inserted);
          if (by === 'editor') editor.type(changes);
          else if (by === 'canvas') document.change([changes], 'canvas');
          else {
            const after = applyTextChanges(now, changes);
            document.change([changes, [{ from: 0, to: after.length, insert: now }]], 'canvas');
          }
          expect(editor.model.getValue()).toBe(document.getState().text);
        }
        expect(document.replaced()).toBe(0);
        binding.dispose();
      }),
    );
  });

  it('finds the difference when the editor shows other line ends than the text has', () => {
    const document = fakeDocument('a: 1\r\nb: 2\nc: 3\r\n');
    const editor = fakeEditor('a: 1\nb: 2\nc: 3\n');
    const binding = new SourceBinding(editor.editor, editor.model, document);
    editor.type([{ from: 8, to: 9, insert: '9' }]);
    expect(document.replaced()).toBe(1);
    expect(document.getState().text).toContain('b: 9');
    expect(editor.model.getValue()).toBe(document.getState().text);
    binding.dispose();
  });
});

describe('smallestChange', () => {
  it('turns one text into the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = smallestChange(before, after);
        expect(applyTextChanges(before, change ? [change] : [])).toBe(after);
      }),
    );
  });
});
