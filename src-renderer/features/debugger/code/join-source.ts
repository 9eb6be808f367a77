import type { Monaco, TextEditorInstance } from '../../editors/index';
import { documentStore } from '../../document/index';
import { debuggerStore } from '../debugger';
import { shownFrame, shownStop } from '../session/debugger-state';
import { leaveFocusedPlace, takeFocusedPlace } from './focused-place';
import { joinGutter } from './gutter';
import { sourceLineOf, sourceTargetAt } from './source-lines';
import css from './gutter.module.css';

/** Joins the editor of the workflow's text to the debugger; answers how to part them. */
export function joinSourceDebugger(editor: TextEditorInstance, monaco: Monaco): () => void {
  const model = editor.getModel();
  if (!model) return () => undefined;
  const parsedNow = () => {
    const { parsed, text } = documentStore.getState();
    // While one types, places are a moment behind the text: nothing is better than a wrong line.
    return parsed && parsed.text === text && model.getValueLength() === text.length ? parsed : null;
  };
  const targetAt = (line: number) => {
    const parsed = parsedNow();
    if (!parsed) return null;
    const start = model.getOffsetAt({ lineNumber: line, column: 1 });
    return sourceTargetAt(parsed, line, start, start + model.getLineLength(line));
  };
  const gutter = joinGutter(editor, monaco, {
    targetAt,
    lineOf: (target) => {
      const parsed = parsedNow();
      return parsed && sourceLineOf(parsed, target);
    },
  });
  const execution = editor.createDecorationsCollection();

  function drawExecution(): void {
    const state = debuggerStore.getState();
    const parsed = parsedNow();
    const stop = state.phase === 'stopped' ? shownStop(state) : undefined;
    const place = shownFrame(state)?.stepwell;
    const own = state.workflowId === documentStore.getState().id && place?.workflow === undefined;
    if (!parsed || !stop || !own) {
      execution.clear();
      return;
    }
    const line =
      place?.kind === 'code' && place.step !== undefined && place.line !== undefined
        ? sourceLineOf(parsed, { type: 'line', step: place.step, line: place.line })
        : stop.edge !== undefined
          ? sourceLineOf(parsed, { type: 'wire', edge: stop.edge })
          : sourceLineOf(parsed, { type: 'step', step: stop.step });
    if (line === null) {
      execution.clear();
      return;
    }
    execution.set([
      {
        range: new monaco.Range(line, 1, line, 1),
        options: {
          isWholeLine: true,
          className: css.here ?? '',
          glyphMarginClassName: css.hereGlyph ?? '',
          glyphMarginHoverMessage: { value: stop.description },
          zIndex: 20,
        },
      },
    ]);
  }

  const place = {
    target: () => targetAt(editor.getPosition()?.lineNumber ?? 1),
    inlineTarget: () => {
      const target = place.target();
      const position = editor.getPosition();
      const parsed = parsedNow();
      if (target?.type !== 'line' || !position || !parsed) return null;
      // The code is indented in the file; its own columns begin after that.
      const indent = model.getLineContent(position.lineNumber).indexOf(target.text ?? '');
      return { ...target, column: Math.max(1, position.column - Math.max(0, indent)) };
    },
  };
  const parts = [
    editor.onDidFocusEditorText(() => takeFocusedPlace(place)),
    editor.onDidBlurEditorText(() => leaveFocusedPlace(place)),
  ];
  const stops = [
    documentStore.subscribe((state, before) => {
      if (state.parsed === before.parsed) return;
      gutter.draw();
      drawExecution();
    }),
    debuggerStore.subscribe(drawExecution),
  ];
  drawExecution();
  return () => {
    leaveFocusedPlace(place);
    for (const stop of stops) stop();
    for (const part of parts) part.dispose();
    gutter.dispose();
    execution.clear();
  };
}
