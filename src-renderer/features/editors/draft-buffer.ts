import { addPendingEdit, removePendingEdit } from './pending-edits';

const commitDelay = 300;

/** Holds what was typed until it goes into the document: a moment after the last change, or now. */
export class DraftBuffer<T> {
  private pending: { readonly value: T } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private commit: (draft: T) => string | null = () => null;
  private onCommitted: (expected: string | null) => void = () => undefined;

  /** Says where drafts go, and who wants to know the outcome; called after every render. */
  connect(
    commit: (draft: T) => string | null,
    onCommitted: (expected: string | null) => void,
  ): void {
    this.commit = commit;
    this.onCommitted = onCommitted;
  }

  change(value: T): void {
    this.pending = { value };
    addPendingEdit(this.flush);
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, commitDelay);
  }

  readonly flush = (): void => {
    clearTimeout(this.timer);
    removePendingEdit(this.flush);
    const waiting = this.pending;
    this.pending = null;
    if (waiting) this.onCommitted(this.commit(waiting.value));
  };
}
