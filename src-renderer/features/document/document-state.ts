import type { AppErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import type { Result } from '@shared/lib/result';
import type { Workflow } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';
import type { Parsed } from './language';

/** Who made a change: each view ignores the echo of its own. */
export type ChangeOrigin = 'canvas' | 'inspector' | 'source' | 'shell' | 'history' | 'file';

/** The newest change of the text, for views that keep a copy of it (the source editor). */
export interface DocumentChange {
  readonly origin: ChangeOrigin;
  /** To be applied one batch after the other; each refers to the text before it. */
  readonly batches: readonly (readonly TextChange[])[];
}

export interface Selection {
  readonly steps: readonly string[];
  readonly edges: readonly string[];
}

/** Where the text stands between the keyboard and the disk. */
export type AutosaveState = 'saved' | 'pending' | 'saving' | 'failed';

export interface DocumentState<P extends Parsed> {
  readonly status: 'closed' | 'loading' | 'open' | 'failed';
  readonly id: WorkflowId | null;
  /** Its file; null while it lives in the library only. */
  readonly path: string | null;
  /** The truth; everything else here is derived from it or about it. */
  readonly text: string;
  /** The text as it was saved last. */
  readonly savedText: string;
  /** Null only while nothing is open. */
  readonly parsed: P | null;
  /** The newest model that could be read; `stale` while the text cannot. */
  readonly workflow: Workflow | null;
  /** The text has errors that hide its graph: views show `workflow` but must not edit it. */
  readonly stale: boolean;
  /** All problems; recomputed a moment after a change. */
  readonly problems: readonly Problem[];
  readonly dirty: boolean;
  readonly readOnly: boolean;
  /** Made or edited here, or trusted by the user; else it runs without effects, code confined. */
  readonly trusted: boolean;
  /** The text was recovered from a draft and nobody has decided about it yet. */
  readonly recovered: boolean;
  /** Another program changed the file while there were unsaved edits. */
  readonly externalText: string | null;
  /** Its file was deleted or moved: saving writes it again. */
  readonly fileMissing: boolean;
  readonly autosave: AutosaveState;
  readonly saving: boolean;
  /** Why opening or the latest save failed. */
  readonly error: AppErrorData | null;
  readonly selection: Selection;
  /** What undo and redo would do, in words; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly change: DocumentChange | null;
}

export interface EditOptions {
  /** For the undo menu: `Move step`. */
  readonly label?: string;
  readonly origin?: ChangeOrigin;
  /** Edits with the same key within a moment become one undo step: typing in one field. */
  readonly coalesce?: string;
  /** The selection after the edit; undo restores the one before it. */
  readonly select?: Selection;
}

export interface DocumentActions<Edit> {
  /**
   * Brings a workflow to the front. The one before is kept with its history and selection, and
   * comes back so, until it is forgotten.
   */
  open(id: WorkflowId): Promise<void>;
  /** Lets go of a document that is kept behind; its draft stays. */
  forget(id: WorkflowId): void;
  /** Whether a document that is kept behind has unsaved edits. */
  isDirtyBehind(id: WorkflowId): boolean;
  /** Leaves the document; its draft stays. */
  close(): Promise<void>;
  /** Applies one edit, or several as one undo step (all or none). */
  edit(edit: Edit | readonly Edit[], options?: EditOptions): Result<null, AppErrorData>;
  /** Changes of the current text, from the source editor. */
  applyChanges(changes: readonly TextChange[], options?: EditOptions): void;
  /**
   * Applies a fix of a problem as one undo step; false when the problem is gone by now. Fixes go
   * by their title, because their places move with every edit.
   */
  applyFix(problem: Problem, title: string): boolean;
  /** More is known of the text than before: its problems are looked for again. */
  recheck(): void;
  /** A whole new text; only what differs is changed. */
  replaceText(text: string, options?: EditOptions): void;
  undo(): void;
  redo(): void;
  save(): Promise<boolean>;
  saveAs(): Promise<boolean>;
  /** Back to the saved text; can be undone. */
  discard(): Promise<void>;
  /** Answers the recovery banner: the recovered text is wanted. */
  keepRecovered(): void;
  /** Answers the banner about a file that was changed outside. */
  resolveExternal(choice: 'theirs' | 'mine'): void;
  /** Another program wrote the file behind a workflow; `trusted`: whether the user trusts it still. */
  fileChanged(id: WorkflowId, text: string, trusted?: boolean): void;
  /** The file behind a workflow is gone, or there again. */
  fileMissing(id: WorkflowId, missing: boolean): void;
  /** The user trusts the text as it stands. */
  trust(): Promise<boolean>;
  /** Main says whether a workflow is trusted now. */
  trustChanged(id: WorkflowId, trusted: boolean): void;
  select(selection: Partial<Selection>): void;
  clearSelection(): void;
  /** Whether the newest text of an open document, in front or behind, is safe on disk. */
  isSafe(id: WorkflowId): boolean;
  /** Writes pending drafts now: before the window closes or another document comes to the front. */
  flush(): Promise<void>;
}
