export type { CodeContext } from './code/ambient-types';
export { checkWorkflowText } from './code/check-workflow-text';
export { CodeEditor, type CodeEditorProps } from './code/code-editor';
export { BindableText, type BindableTextProps } from './expression/bindable-text';
export { ExpressionEditor, type ExpressionEditorProps } from './expression/expression-editor';
export {
  acceptExpression,
  carryExpression,
  droppedExpression,
} from './expression/carry-expression';
export type {
  ExpressionCompletion,
  ExpressionHost,
  ExpressionHover,
  ExpressionPreview,
  ExpressionProblem,
  ExpressionSignature,
} from './expression/expression-host';
export { highlightTemplate } from './expression/highlight';
export { previewText } from './expression/preview-text';
export { JsonEditor, type JsonEditorProps } from './json-editor';
export { sourceOptions } from './monaco/editor-options';
export { smallestChange } from './monaco/text-model-change';
export { loadedMonaco, loadMonaco, preloadMonaco } from './monaco/load-monaco';
export type { Monaco, TextEditorInstance, TextModel } from './monaco/monaco-types';
export { workflowYamlLanguage } from './monaco/workflow-yaml-language';
export { applyChangesToModel, changesOfEvent } from './monaco/text-model-edits';
export { focusedText, type FocusedText } from './focused-text';
export { flushPendingEdits } from './pending-edits';
export { type DraftField, type DraftOptions, useDraft } from './use-draft';
export { YamlEditor, type YamlEditorProps } from './yaml-editor';
