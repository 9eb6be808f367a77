import { applyTextChanges, invertTextChanges, type TextChange } from '@shared/workflow/text-change';
import type { ChangeOrigin, Selection } from './document-state';

// One undo history for canvas, inspector and source: everything is text changes. Immutable; the
// store keeps the current value. Undo applies exact inverses, so the bytes come back unchanged.

/** Changes that follow each other; each batch refers to the text the one before it left. */
export type Batches = readonly (readonly TextChange[])[];

export interface HistoryEntry {
  readonly label: string;
  readonly origin: ChangeOrigin;
  readonly coalesce: string | null;
  readonly forward: Batches;
  readonly inverse: Batches;
  readonly before: Selection;
  readonly after: Selection;
  /** Milliseconds of its first and of its latest change. */
  readonly startedAt: number;
  readonly changedAt: number;
}

export interface History {
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
}

export const emptyHistory: History = { done: [], undone: [] };

/** The longest pause inside one undo step of typing, and how long one may grow. */
const coalescePause = 1_000;
const coalesceSpan = 10_000;
const longestHistory = 1_000;

/** Adds an entry, merged into the newest one when both belong to the same burst of typing. */
export function record(history: History, entry: HistoryEntry): History {
  const last = history.done.at(-1);
  if (last && belongsTo(last, entry)) {
    const merged: HistoryEntry = {
      ...last,
      forward: [...last.forward, ...entry.forward],
      inverse: [...entry.inverse, ...last.inverse],
      after: entry.after,
      changedAt: entry.changedAt,
    };
    return { done: [...history.done.slice(0, -1), merged], undone: [] };
  }
  return { done: [...history.done, entry].slice(-longestHistory), undone: [] };
}

function belongsTo(last: HistoryEntry, entry: HistoryEntry): boolean {
  return (
    entry.coalesce !== null &&
    last.coalesce === entry.coalesce &&
    last.origin === entry.origin &&
    entry.startedAt - last.changedAt <= coalescePause &&
    entry.startedAt - last.startedAt <= coalesceSpan
  );
}

/** The next change starts a new undo step, whatever it is. */
export function seal(history: History): History {
  const last = history.done.at(-1);
  if (!last || last.coalesce === null) return history;
  return { ...history, done: [...history.done.slice(0, -1), { ...last, coalesce: null }] };
}

export function undoOf(
  history: History,
): { readonly history: History; readonly entry: HistoryEntry } | null {
  const entry = history.done.at(-1);
  if (!entry) return null;
  return {
    entry,
    history: {
      done: history.done.slice(0, -1),
      undone: [...history.undone, { ...entry, coalesce: null }],
    },
  };
}

export function redoOf(
  history: History,
): { readonly history: History; readonly entry: HistoryEntry } | null {
  const entry = history.undone.at(-1);
  if (!entry) return null;
  return {
    entry,
    history: { done: [...history.done, entry], undone: history.undone.slice(0, -1) },
  };
}

export function applyBatches(text: string, batches: Batches): string {
  return batches.reduce((current, changes) => applyTextChanges(current, changes), text);
}

/** The batches that take the result of `batches` back to `text`. */
export function invertBatches(text: string, batches: Batches): Batches {
  const inverse: (readonly TextChange[])[] = [];
  let current = text;
  for (const changes of batches) {
    inverse.unshift(invertTextChanges(current, changes));
    current = applyTextChanges(current, changes);
  }
  return inverse;
}
