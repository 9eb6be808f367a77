import { loadedMonaco } from '../monaco/load-monaco';
import type { TextEditorInstance, TextModel } from '../monaco/monaco-types';
import { acceptsExpression, expressionDragType } from './carry-expression';
import { dropText } from './drop-text';

/** Lets expressions be dropped into an editor, right where the pointer is. Answers how to stop. */
export function takeDrops(editor: TextEditorInstance): () => void {
  const element = editor.getContainerDomNode();
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  const offsetAt = (event: DragEvent): number | null => {
    const model = editor.getModel();
    if (!model) return null;
    const place = editor.getTargetAtClientPoint(event.clientX, event.clientY)?.position;
    return place ? model.getOffsetAt(place) : model.getValueLength();
  };
  element.addEventListener(
    'dragover',
    (event) => {
      if (!acceptsExpression(event) || isReadOnly(editor)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      const offset = offsetAt(event);
      const position = offset === null ? null : editor.getModel()?.getPositionAt(offset);
      if (position) editor.setPosition(position);
    },
    options,
  );
  element.addEventListener(
    'drop',
    (event) => {
      const expression = event.dataTransfer?.getData(expressionDragType) ?? '';
      const model = editor.getModel();
      const offset = offsetAt(event);
      if (expression === '' || !model || offset === null || isReadOnly(editor)) return;
      // Neither Monaco's own drop nor the form around it shall take it as well.
      event.preventDefault();
      event.stopPropagation();
      insertExpression(editor, model, offset, expression);
    },
    options,
  );
  return () => stop.abort();
}

/**
 * Puts an expression where the caret was in the editor inside an element, as if it were dropped
 * there; false when no editor stands there.
 */
export function insertAtCaret(element: Element, expression: string): boolean {
  const editors = loadedMonaco()?.monaco.editor.getEditors() ?? [];
  const editor = editors.find((each) => element.contains(each.getContainerDomNode()));
  const model = editor?.getModel();
  const position = editor?.getPosition();
  if (!editor || !model || !position || isReadOnly(editor)) return false;
  insertExpression(editor, model, model.getOffsetAt(position), expression);
  return true;
}

function insertExpression(
  editor: Pick<TextEditorInstance, 'focus' | 'executeEdits' | 'setPosition'>,
  model: TextModel,
  offset: number,
  expression: string,
): void {
  const text = dropText(model.getLanguageId(), model.getValue(), offset, expression);
  const { lineNumber, column } = model.getPositionAt(offset);
  const range = {
    startLineNumber: lineNumber,
    startColumn: column,
    endLineNumber: lineNumber,
    endColumn: column,
  };
  editor.focus();
  editor.executeEdits('drop', [{ range, text, forceMoveMarkers: true }]);
  editor.setPosition(model.getPositionAt(offset + text.length));
}

/** Monaco's number of the option differs from version to version; its raw options do not. */
function isReadOnly(editor: Pick<TextEditorInstance, 'getRawOptions'>): boolean {
  return editor.getRawOptions().readOnly === true;
}
