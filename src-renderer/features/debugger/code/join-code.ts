import { debuggerStore, breakpointsStore, scopesTree } from '../debugger';
import { anchorLine } from '@shared/debug/anchor-line';
import type { Monaco, TextEditorInstance, TextModel } from '../../editors/index';
import { shownFrame } from '../session/debugger-state';
import { standsHere } from '../session/session-view';
import { connectHovers } from './code-hovers';
import { executionLines } from './execution-line';
import { leaveFocusedPlace, takeFocusedPlace } from './focused-place';
import { joinGutter } from './gutter';
import { inlineValues } from './inline-values';
import { followLines } from './follow-lines';
import { takeReveal } from './reveal-line';
import css from './gutter.module.css';

/** Joins the editor of a step's code to the debugger; answers how to part them. */
export function joinCode(editor: TextEditorInstance, monaco: Monaco, step: string): () => void {
  const model = editor.getModel();
  return model ? join(editor, model, monaco, step) : () => undefined;
}

function join(
  editor: TextEditorInstance,
  model: TextModel,
  monaco: Monaco,
  step: string,
): () => void {
  const lineText = (line: number): string => model.getLineContent(line);
  const gutter = joinGutter(editor, monaco, {
    targetAt: (line) => ({ type: 'line', step, line, text: lineText(line) }),
    lineOf: (target, status) => {
      if (target.type !== 'line' || target.step !== step) return null;
      // In a session the run's own code counts; else the line that has its text.
      return status?.line ?? anchorLine(model.getValue(), target).line ?? target.line;
    },
  });
  const execution = editor.createDecorationsCollection();
  const values = editor.createDecorationsCollection();
  const anchors = followLines(editor, monaco, step);

  function drawExecution(): void {
    const state = debuggerStore.getState();
    const lines = executionLines(state, step, (path) => standsHere(state, path)).filter(
      ({ line }) => line <= model.getLineCount(),
    );
    execution.set(
      lines.map(({ line, kind }) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: {
          isWholeLine: true,
          className: css[kind] ?? '',
          glyphMarginClassName: css[`${kind}Glyph`] ?? '',
          zIndex: 20,
        },
      })),
    );
    drawValues();
  }

  function drawValues(): void {
    const state = debuggerStore.getState();
    const place = shownFrame(state)?.stepwell;
    const own =
      place?.kind === 'code' &&
      place.step === step &&
      state.phase === 'stopped' &&
      standsHere(state, place.path);
    if (!own || place.line === undefined) {
      values.clear();
      return;
    }
    const { roots, parts } = scopesTree.getState();
    const known = new Map<string, string>();
    for (const root of roots.filter(({ name }) => name !== 'Global')) {
      for (const node of parts.get(root.key)?.nodes ?? []) {
        if (!known.has(node.name)) known.set(node.name, node.value);
      }
    }
    const to = Math.min(place.line, model.getLineCount());
    values.set(
      inlineValues(model.getLinesContent(), 1, to, known).map(({ line, text }) => ({
        range: new monaco.Range(line, model.getLineMaxColumn(line), line, 1e4),
        options: {
          after: { content: `\u00a0\u00a0\u00a0\u00a0${text}`, inlineClassName: css.value ?? '' },
          showIfCollapsed: true,
        },
      })),
    );
  }

  const place = {
    target: () => {
      const line = editor.getPosition()?.lineNumber ?? 1;
      const known = breakpointsStore
        .getState()
        .breakpoints.find(
          ({ target }) =>
            target.type === 'line' &&
            target.step === step &&
            target.line === line &&
            target.column === undefined,
        );
      return known?.target ?? ({ type: 'line', step, line, text: lineText(line) } as const);
    },
    inlineTarget: () => {
      const { lineNumber: line, column } = editor.getPosition() ?? { lineNumber: 1, column: 1 };
      return { type: 'line', step, line, column, text: lineText(line) } as const;
    },
  };
  const parts = [
    editor.onDidFocusEditorText(() => takeFocusedPlace(place)),
    editor.onDidBlurEditorText(() => leaveFocusedPlace(place)),
  ];
  const stops = [
    debuggerStore.subscribe((state, before) => {
      if (
        state.frame !== before.frame ||
        state.stacks !== before.stacks ||
        state.phase !== before.phase
      ) {
        drawExecution();
      }
    }),
    scopesTree.subscribe(drawValues),
    connectHovers(monaco, model, step),
    takeReveal(step, (line) => {
      editor.revealLineInCenterIfOutsideViewport(Math.min(line, model.getLineCount()));
    }),
  ];
  drawExecution();
  return () => {
    leaveFocusedPlace(place);
    for (const stop of stops) stop();
    for (const part of parts) part.dispose();
    anchors();
    gutter.dispose();
    execution.clear();
    values.clear();
  };
}
