import type { Monaco, TextEditorInstance } from '../../editors/index';
import { documentStore } from '../../document/index';
import { debuggerStore } from '../debugger';
import { shownFrame, shownStop } from '../session/debugger-state';
import { standsHere } from '../session/session-view';
import { leaveFocusedPlace, takeFocusedPlace } from './focused-place';
import { createLocations, type Locations } from '@shared/debug/locations';
import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { findStepDefinition } from '@shared/steps/index';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { joinGutter } from './gutter';
import css from './gutter.module.css';

/** Joins the editor of the workflow's text to the debugger; answers how to part them. */
export function joinSourceDebugger(editor: TextEditorInstance, monaco: Monaco): () => void {
  const model = editor.getModel();
  if (!model) return () => undefined;
  const locationsNow = () => {
    const { parsed, text } = documentStore.getState();
    // While one types, places are a moment behind the text: nothing is better than a wrong line.
    const current = parsed?.text === text && model.getValueLength() === text.length;
    return parsed && current ? locationsOf(parsed) : null;
  };
  const targetAt = (line: number) => locationsNow()?.at(line)?.target ?? null;
  const lineOf = (target: BreakpointTarget): number | null =>
    target.type === 'kind' || target.type === 'data'
      ? null
      : (locationsNow()?.of(target)?.line ?? null);
  const gutter = joinGutter(editor, monaco, {
    targetAt,
    lineOf,
  });
  const execution = editor.createDecorationsCollection();

  function drawExecution(): void {
    const state = debuggerStore.getState();
    const stop = state.phase === 'stopped' ? shownStop(state) : undefined;
    const place = shownFrame(state)?.stepwell;
    const own = standsHere(state, place?.path ?? []);
    if (!stop || !own) {
      execution.clear();
      return;
    }
    const line =
      place?.kind === 'code' && place.step !== undefined && place.line !== undefined
        ? lineOf({ type: 'line', step: place.step, line: place.line })
        : stop.edge !== undefined
          ? lineOf({ type: 'wire', edge: stop.edge })
          : lineOf({ type: 'step', step: stop.step });
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
      const position = editor.getPosition();
      const found = position && locationsNow()?.at(position.lineNumber, position.column);
      return found?.target.type === 'line' ? found.target : null;
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

let known: { readonly parsed: ParsedWorkflow; readonly locations: Locations } | null = null;

/** Worked out once per text. */
function locationsOf(parsed: ParsedWorkflow): Locations {
  if (known?.parsed !== parsed) {
    known = { parsed, locations: createLocations(parsed, findStepDefinition) };
  }
  return known.locations;
}
