export { signatureHelp } from './expression/expression-providers';
export { insertAtCaret, takeDrops } from './expression/take-drops';
export { codeDocs, type CodeContext } from './code/ambient-types';
export { codeAssist } from './code/code-assist';
export { checkWorkflowText } from './code/check-workflow-text';
export { CodeEditor } from './code/code-editor';
export { BindableText } from './expression/bindable-text';
export {
  acceptExpression,
  carryExpression,
  droppedExpression,
} from './expression/carry-expression';
export type {
  ExpressionCompletion,
  ExpressionHost,
  ExpressionPreview,
  ExpressionProblem,
} from './expression/expression-host';
export { JsonEditor } from './json-editor';
export { sourceOptions } from './monaco/editor-options';
export { smallestChange } from './monaco/text-model-change';
export { loadedMonaco, loadMonaco, preloadMonaco } from './monaco/load-monaco';
export type { Monaco, TextEditorInstance, TextModel } from './monaco/monaco-types';
export { workflowYamlLanguage } from './monaco/workflow-yaml-language';
export { applyChangesToModel, changesOfEvent } from './monaco/text-model-edits';
export { focusedText } from './focused-text';
export { hasPopUp } from './pop-ups';
export { flushPendingEdits } from './pending-edits';
export { type DraftField, useDraft } from './use-draft';
