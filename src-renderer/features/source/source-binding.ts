import { applyTextChanges, type TextChange } from '@shared/workflow/text-change';
import type { DocumentChange } from '../document';
import {
  applyChangesToModel,
  changesOfEvent,
  smallestChange,
  type TextEditorInstance,
  type TextModel,
} from '../editors';

/** The part of the document's state that the source mirrors. */
export interface SourceState {
  readonly text: string;
  readonly change: DocumentChange | null;
}

export interface SourceDocument {
  readonly getState: () => SourceState;
  readonly subscribe: (listener: (state: SourceState) => void) => () => void;
  readonly applyChanges: (changes: readonly TextChange[]) => void;
  readonly replaceText: (text: string) => void;
}

/**
 * Keeps a Monaco model and the document's text the same, both ways, change by change: what the
 * canvas does arrives as small edits that leave caret and scroll alone; what is typed goes to the
 * document's one history.
 */
export class SourceBinding {
  private applying = false;
  private seen: DocumentChange | null;
  /** The document's text as it was dealt with last: most changes of the state are not of it. */
  private text: string;
  private readonly stops: (() => void)[] = [];

  constructor(
    editor: TextEditorInstance,
    private readonly model: TextModel,
    private readonly document: SourceDocument,
  ) {
    this.seen = document.getState().change;
    this.text = document.getState().text;
    const typing = editor.onDidChangeModelContent((event) => {
      if (this.applying) return;
      this.send(changesOfEvent(event));
    });
    this.stops.push(() => typing.dispose());
    this.stops.push(document.subscribe((state) => this.receive(state)));
  }

  dispose(): void {
    for (const stop of this.stops) stop();
  }

  private send(changes: readonly TextChange[]): void {
    const { text } = this.document.getState();
    const after = this.model.getValue();
    // A text with mixed line ends or a byte order mark is not what Monaco shows: then the
    // difference is found by comparing, so that offsets can never be wrong.
    this.text = after;
    if (applyTextChanges(text, changes) === after) this.document.applyChanges(changes);
    else this.document.replaceText(after);
    this.seen = this.document.getState().change;
  }

  private receive(state: SourceState): void {
    if (state.text === this.text) return;
    this.text = state.text;
    const { change } = state;
    const isNew = change !== null && change !== this.seen;
    this.seen = change;
    const shown = this.model.getValue();
    if (shown === state.text) return;
    const batches = isNew ? change.batches : [];
    const after = batches.reduce((text, changes) => applyTextChanges(text, changes), shown);
    if (after === state.text) {
      for (const changes of batches) this.apply(changes);
      return;
    }
    const difference = smallestChange(shown, state.text);
    if (difference) this.apply([difference]);
  }

  private apply(changes: readonly TextChange[]): void {
    this.applying = true;
    try {
      applyChangesToModel(this.model, changes);
    } finally {
      this.applying = false;
    }
  }
}
