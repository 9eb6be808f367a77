import type { TextChange } from '@shared/workflow/text-change';
import type { editor } from 'monaco-editor/editor';
import type { TextModel } from './monaco-types';

/** Applies text changes to a model as edits, so that caret, selection and scroll stay in place. */
export function applyChangesToModel(model: TextModel, changes: readonly TextChange[]): void {
  model.pushEditOperations(
    null,
    changes.map((change) => toEdit(model, change)),
    () => null,
  );
}

/** The text changes that an edit in the editor made, in offsets of the text before it. */
export function changesOfEvent(event: editor.IModelContentChangedEvent): TextChange[] {
  return event.changes
    .map((change) => ({
      from: change.rangeOffset,
      to: change.rangeOffset + change.rangeLength,
      insert: change.text,
    }))
    .sort((a, b) => a.from - b.from);
}

function toEdit(model: TextModel, change: TextChange): editor.IIdentifiedSingleEditOperation {
  const from = model.getPositionAt(change.from);
  const to = model.getPositionAt(change.to);
  return {
    range: {
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    },
    text: change.insert,
    forceMoveMarkers: true,
  };
}
