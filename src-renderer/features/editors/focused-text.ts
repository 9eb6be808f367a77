import { templateLanguage } from './expression/expression-language';
import { templateJsonLanguage } from './expression/template-json-language';
import { loadedMonaco } from './monaco/load-monaco';
import { workflowYamlLanguage } from './monaco/workflow-yaml-language';

/** The text that has the keyboard, and where the caret stands in it. */
export interface FocusedText {
  readonly kind: 'expression' | 'code' | 'source';
  readonly text: string;
  readonly offset: number;
}

/** Null when no editor has the focus. */
export function focusedText(): FocusedText | null {
  const editors = loadedMonaco()?.monaco.editor.getEditors() ?? [];
  const editor = editors.find((each) => each.hasTextFocus());
  const model = editor?.getModel();
  const position = editor?.getPosition();
  if (!model || !position) return null;
  const language = model.getLanguageId();
  const kind =
    language === templateLanguage || language === templateJsonLanguage
      ? 'expression'
      : language === workflowYamlLanguage
        ? 'source'
        : language === 'javascript' || language === 'typescript'
          ? 'code'
          : null;
  return kind && { kind, text: model.getValue(), offset: model.getOffsetAt(position) };
}
