import { joinSourceDebugger } from '../debugger';
import { documentStore } from '../document';
import {
  type ExpressionHost,
  type Monaco,
  takeDrops,
  type TextEditorInstance,
  type TextModel,
} from '../editors';
import { codeAtOffset } from './code-at-offset';
import { SourceBinding } from './source-binding';
import { problemMarkers } from './problem-markers';
import { sourceKnowledge } from './source-knowledge';
import { takeReveals } from './reveal-in-source';
import { registerSourceProviders } from './source-providers';
import { monacoRange } from './source-ranges';
import { SourceSelection } from './source-selection';
import { connectSource } from './source-session';
import { warmCode } from './warm-code';

export interface SourceEditorParts {
  readonly editor: TextEditorInstance;
  readonly monaco: Monaco;
  readonly markClass: string;
  /** What expressions at an offset of the source can see. */
  readonly hostAt: (offset: number) => ExpressionHost | null;
}

/** Joins one Monaco editor to the open document; answers how to part them. */
export function joinSource({ editor, monaco, markClass, hostAt }: SourceEditorParts): () => void {
  const model = editor.getModel();
  if (!model) return () => undefined;
  registerSourceProviders(monaco);
  const codeAt = (offset: number) => codeAtOffset(model.getValue(), offset);
  connectSource(model, {
    knowledge: () => sourceKnowledge(documentStore.getState().workflow),
    problems: () => currentProblems(model),
    hostAt,
    codeAt,
  });
  const binding = new SourceBinding(editor, model, {
    getState: documentStore.getState,
    subscribe: documentStore.subscribe,
    applyChanges: (changes) =>
      documentStore.applyChanges(changes, {
        origin: 'source',
        label: 'Edit source',
        coalesce: 'source',
      }),
    replaceText: (text) =>
      documentStore.replaceText(text, { origin: 'source', label: 'Edit source' }),
  });
  const selection = new SourceSelection(
    editor,
    model,
    {
      getState: documentStore.getState,
      subscribe: documentStore.subscribe,
      select: (next) => documentStore.select(next),
    },
    markClass,
  );
  const mark = (): void => setMarkers(monaco, model);
  mark();
  const unmark = documentStore.subscribe((state, before) => {
    if (state.problems !== before.problems) mark();
  });
  const keys = editor.onKeyDown((event) => {
    const command = event.ctrlKey || event.metaKey;
    if (!command || event.altKey) return;
    const redo = event.keyCode === monaco.KeyCode.KeyY || event.shiftKey;
    if (event.keyCode !== monaco.KeyCode.KeyZ && event.keyCode !== monaco.KeyCode.KeyY) return;
    // One history for canvas, inspector and source: Monaco's own must not answer.
    event.preventDefault();
    event.stopPropagation();
    if (redo) documentStore.redo();
    else documentStore.undo();
  });
  const leaveDrops = takeDrops(editor);
  const coolDown = warmCode(editor, codeAt);
  const leaveDebugger = joinSourceDebugger(editor, monaco);
  const stopReveals = takeReveals(({ range, focus }) => {
    const place = monacoRange(model, range);
    editor.setSelection(place);
    editor.revealRangeInCenterIfOutsideViewport(place);
    if (focus) editor.focus();
  });
  return () => {
    stopReveals();
    leaveDrops();
    leaveDebugger();
    coolDown();
    keys.dispose();
    unmark();
    selection.dispose();
    binding.dispose();
  };
}

function currentProblems(model: TextModel) {
  const { problems, text } = documentStore.getState();
  return model.getValue() === text ? problems : [];
}

function setMarkers(monaco: Monaco, model: TextModel): void {
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    hint: monaco.MarkerSeverity.Info,
  };
  monaco.editor.setModelMarkers(
    model,
    'workflow',
    problemMarkers(documentStore.getState().problems, model.getValueLength()).map((marker) => ({
      severity: severities[marker.severity],
      code: marker.code,
      message: marker.message,
      ...monacoRange(model, marker.range),
    })),
  );
}
