import { useEffect, useState } from 'react';
import { DraftBuffer } from './draft-buffer';

interface Draft<T> {
  readonly value: T;
  /** Stamp of the committed value the draft was made over. */
  readonly base: string;
  /** Stamp the document has once the draft is in it. */
  readonly expected: string | null;
}

export interface DraftOptions<T> {
  readonly committed: T;
  /** Tells committed values apart; changes when the document's value does. */
  readonly stamp: string;
  /** Puts the draft into the document; answers the stamp it will have there, null if it refused. */
  readonly commit: (draft: T) => string | null;
  /**
   * What `commit` refused and keeps by itself, shown until it keeps it no longer; null when it keeps
   * nothing. Absent: a refused draft stays in the field for as long as the field is there.
   */
  readonly kept?: { readonly draft: T } | null;
}

export interface DraftField<T> {
  readonly value: T;
  readonly change: (value: T) => void;
  /** Commits at once, e.g. on blur. */
  readonly flush: () => void;
  /** Commits, then shows what the document made of it. */
  readonly finish: () => void;
}

/**
 * A field's text between the keystrokes and the document: shown at once, committed 300 ms after
 * the last change. A change of the document from elsewhere (undo, the source) takes its place.
 */
export function useDraft<T>({ committed, stamp, commit, kept }: DraftOptions<T>): DraftField<T> {
  const [draft, setDraft] = useState<Draft<T> | null>(null);
  const [buffer] = useState(() => new DraftBuffer<T>());
  useEffect(() => {
    buffer.connect(commit, (expected) =>
      setDraft((current) =>
        expected === null && kept !== undefined ? null : current && { ...current, expected },
      ),
    );
  });
  useEffect(() => buffer.flush, [buffer]);

  const current = draft && (draft.base === stamp || draft.expected === stamp) ? draft : null;
  return {
    value: current ? current.value : kept ? kept.draft : committed,
    change: (value) => {
      setDraft({ value, base: stamp, expected: null });
      buffer.change(value);
    },
    flush: buffer.flush,
    finish: () => {
      buffer.flush();
      // A refused draft stays, so that it can be mended; an accepted one gives way to the document.
      setDraft((last) => (last && last.expected === null ? last : null));
    },
  };
}
