import { useEffect, useRef } from 'react';
import { fieldOptions } from '../monaco/editor-options';
import type { Monaco, TextEditorInstance, TextModel } from '../monaco/monaco-types';
import { TextEditor } from '../monaco/text-editor';
import type { ExpressionHost, ExpressionProblem } from './expression-host';
import { templateLanguage } from './expression-language';
import { connectHost, markExpressions } from './expression-providers';
import { missingClosers } from './missing-closers';
import { stepOver } from './step-over';

export interface ExpressionEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** Enter in a one-line text. */
  readonly onEnter?: (() => void) | undefined;
  readonly label: string;
  readonly host?: ExpressionHost | undefined;
  /** What is wrong with the text, where it is more than a text with bindings. */
  readonly check?:
    ((text: string, host?: ExpressionHost) => readonly ExpressionProblem[]) | undefined;
  readonly multiline?: boolean | undefined;
  readonly language?: string | undefined;
  readonly lines?: { readonly min: number; readonly max: number } | undefined;
  readonly readOnly?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** Takes the focus, with the caret here. */
  readonly caret?: number | undefined;
}

const oneLine = { min: 1, max: 6 };

/** Monaco for a text with `{{ … }}`: colours, completion, hover and squiggles from its host. */
export function ExpressionEditor(props: ExpressionEditorProps) {
  const { host, check, multiline = false } = props;
  const mounted = useRef<{ readonly monaco: Monaco; readonly model: TextModel } | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const editor = mounted.current;
    if (!editor || (!host && !check)) return;
    // Between two keystrokes of somebody who types, not after each.
    const timer = setTimeout(() => markExpressions(editor.monaco, editor.model), 150);
    return () => clearTimeout(timer);
  }, [host, check, props.value]);

  const mount = (editor: TextEditorInstance, monaco: Monaco): (() => void) | undefined => {
    const model = editor.getModel();
    if (!model) return undefined;
    mounted.current = { monaco, model };
    connectHost(model, () => latest.current.host, check);
    markExpressions(monaco, model);
    if (props.caret !== undefined) startAt(editor, model, props.caret);
    const keys = editor.onKeyDown((event) => {
      if (event.browserEvent.key === '}' && skipCloser(editor, model)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (multiline || event.keyCode !== monaco.KeyCode.Enter || suggestsNow(editor)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onEnter?.();
    });
    const typed = editor.onDidChangeModelContent(({ changes, isUndoing, isRedoing }) => {
      const brace = changes.length === 1 && /^\{\}?$/.test(changes[0]?.text ?? '');
      // Once the caret stands behind it.
      if (brace && !isUndoing && !isRedoing) queueMicrotask(() => closeBinding(editor, model));
    });
    return () => {
      typed.dispose();
      keys.dispose();
      mounted.current = null;
    };
  };

  return (
    <TextEditor
      value={props.value}
      onChange={(text) => props.onChange(multiline ? text : text.replaceAll(/[\r\n]+/g, ' '))}
      onBlur={props.onBlur}
      language={props.language ?? templateLanguage}
      label={props.label}
      options={
        props.language === undefined ? fieldOptions : { ...fieldOptions, lineDecorationsWidth: 8 }
      }
      lines={props.lines ?? (multiline ? { min: 3, max: 14 } : oneLine)}
      readOnly={props.readOnly}
      placeholder={props.placeholder}
      autoFocus={props.caret !== undefined}
      onMount={mount}
    />
  );
}

/** Puts the caret where it was in the plain field; inside fresh braces it offers what there is. */
function startAt(editor: TextEditorInstance, model: TextModel, caret: number): void {
  editor.setPosition(model.getPositionAt(caret));
  if (/\{\{\s*$/.test(model.getValue().slice(0, caret))) {
    editor.trigger('stepwell', 'editor.action.triggerSuggest', {});
  }
}

/** Moves over a brace that closes already; false when `}` is to be typed. */
function skipCloser(editor: TextEditorInstance, model: TextModel): boolean {
  const selection = editor.getSelection();
  if (!selection?.isEmpty()) return false;
  const next = stepOver(model.getValue(), model.getOffsetAt(selection.getPosition()));
  if (next === null) return false;
  editor.setPosition(model.getPositionAt(next));
  return true;
}

/** `{{` opens a binding: it ends with `}}` from the start, also where it took the place of a text. */
function closeBinding(editor: TextEditorInstance, model: TextModel): void {
  // It may be gone by now.
  if (editor.getModel() !== model || !editor.hasTextFocus()) return;
  const position = editor.getPosition();
  const missing = position ? missingClosers(model.getValue(), model.getOffsetAt(position)) : 0;
  if (!position || missing === 0) return;
  const { lineNumber, column } = position;
  const range = {
    startLineNumber: lineNumber,
    startColumn: column,
    endLineNumber: lineNumber,
    endColumn: column,
  };
  editor.executeEdits('close-binding', [{ range, text: '}'.repeat(missing) }]);
  editor.setPosition(position);
}

function suggestsNow(editor: TextEditorInstance): boolean {
  // The list of suggestions is the only thing in an editor that Enter belongs to as well.
  return (
    editor.getContainerDomNode().querySelector('.suggest-widget.visible') !== null ||
    document.querySelector('.monaco-editor .suggest-widget.visible') !== null
  );
}
