import type { WorkflowId } from '@shared/lib/ids';
import { createStore } from 'zustand/vanilla';
import type { SettingPath } from '../form/form-context';

/** Where a field stands: whose it is, in which form, and in which shape it is written there. */
export interface DraftPlace {
  readonly document: WorkflowId | null;
  /** Null: the workflow's own settings. */
  readonly step: string | null;
  readonly area: string;
  readonly path: SettingPath;
  /** A field may be drawn in more than one way; what was typed in one is no text of the other. */
  readonly form: string;
}

/** What was written into a field and cannot go into the workflow as it is. */
export interface KeptDraft extends DraftPlace {
  readonly draft: unknown;
  readonly message: string;
  /** What the workflow had there, as the field writes it. */
  readonly base: string;
}

interface KeptDrafts {
  readonly drafts: ReadonlyMap<string, KeptDraft>;
}

/**
 * Texts that fields refused. They stay, for as long as the window does, until they are mended or given
 * up: whatever is selected meanwhile, the field shows them again.
 */
export const keptDrafts = createStore<KeptDrafts>(() => ({ drafts: new Map() }));

export function draftKey({ document, step, area, path, form }: DraftPlace): string {
  return JSON.stringify([document, step, area, path, form]);
}

export function keepDraft(draft: KeptDraft): void {
  change((drafts) => drafts.set(draftKey(draft), draft));
}

export function dropDraft(place: DraftPlace): void {
  const key = draftKey(place);
  if (keptDrafts.getState().drafts.has(key)) change((drafts) => drafts.delete(key));
}

/** Items of a list have no identity but their place: their drafts go where they go. */
export function moveDrafts(
  list: Omit<DraftPlace, 'form'>,
  /** The new number of an item; null when it is gone. */
  numberOf: (item: number) => number | null,
): void {
  const { length } = list.path;
  const inside = [...keptDrafts.getState().drafts].filter(
    ([, draft]) =>
      draft.document === list.document &&
      draft.step === list.step &&
      draft.area === list.area &&
      draft.path.length > length &&
      list.path.every((part, at) => draft.path[at] === part),
  );
  if (inside.length === 0) return;
  change((drafts) => {
    for (const [key] of inside) drafts.delete(key);
    for (const [, draft] of inside) {
      const to = numberOf(Number(draft.path[length]));
      if (to === null) continue;
      const path = [...list.path, to, ...draft.path.slice(length + 1)];
      const moved = { ...draft, path };
      drafts.set(draftKey(moved), moved);
    }
  });
}

/** Where an item stands after one of its list was taken from a place and put in at another. */
export function movedItem(item: number, from: number, to: number): number {
  if (item === from) return to;
  if (item > from && item <= to) return item - 1;
  return item < from && item >= to ? item + 1 : item;
}

/** A step has another name now. */
export function renameDrafts(document: WorkflowId | null, step: string, to: string): void {
  const own = [...keptDrafts.getState().drafts].filter(
    ([, draft]) => draft.document === document && draft.step === step,
  );
  if (own.length === 0) return;
  change((drafts) => {
    for (const [key, draft] of own) {
      drafts.delete(key);
      drafts.set(draftKey({ ...draft, step: to }), { ...draft, step: to });
    }
  });
}

function change(work: (drafts: Map<string, KeptDraft>) => void): void {
  const drafts = new Map(keptDrafts.getState().drafts);
  work(drafts);
  keptDrafts.setState({ drafts });
}
