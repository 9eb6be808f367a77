import type { Breakpoint, BreakpointStatus, BreakpointTarget } from '@shared/debug/breakpoints';
import type { Monaco, TextEditorInstance } from '../../editors/index';
import { allBreakpoints } from '../breakpoints/breakpoints-store';
import { detailWords, glyphOf, glyphWords } from '../breakpoints/breakpoint-words';
import { openGlyphMenu } from '../canvas/glyph-menu';
import { breakpointsStore } from '../debugger';
import css from './gutter.module.css';

/** How the lines of an editor and places of the workflow belong together. */
export interface GutterPlaces {
  /** What a breakpoint on a line of the editor would stand at; null: nothing can stop there. */
  readonly targetAt: (line: number) => BreakpointTarget | null;
  /** The line where a target is shown; null: not in this editor. */
  readonly lineOf: (
    target: BreakpointTarget,
    status: BreakpointStatus | undefined,
  ) => number | null;
}

/** Breakpoints in the glyph margin of an editor; answers how to take them away. */
export function joinGutter(
  editor: TextEditorInstance,
  monaco: Monaco,
  places: GutterPlaces,
): { readonly draw: () => void; readonly dispose: () => void } {
  const marks = editor.createDecorationsCollection();
  const hover = editor.createDecorationsCollection();
  editor.updateOptions({ glyphMargin: true });

  function draw(): void {
    const { statuses } = breakpointsStore.getState();
    const lines = editor.getModel()?.getLineCount() ?? 0;
    const decorations = allBreakpoints(breakpointsStore.getState()).flatMap((breakpoint) => {
      const status = statuses.get(breakpoint.id);
      const line = places.lineOf(breakpoint.target, status);
      if (line === null || line < 1 || line > lines) return [];
      return [decorationOf(breakpoint, status, line)];
    });
    marks.set(decorations);
  }

  function decorationOf(
    breakpoint: Breakpoint,
    status: BreakpointStatus | undefined,
    line: number,
  ) {
    const glyph = glyphOf(breakpoint, status);
    const { target } = breakpoint;
    const inline = target.type === 'line' && target.column !== undefined;
    const column = inline ? (target.column ?? 1) : 1;
    const words = [glyphWords(glyph), detailWords(breakpoint), status?.message ?? '']
      .filter(Boolean)
      .join('. ');
    const className = `${css.glyph ?? ''} ${css[glyph.shape] ?? ''} ${css[glyph.state] ?? ''}`;
    return {
      range: new monaco.Range(line, column, line, column),
      options: {
        stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        glyphMarginClassName: className,
        glyphMarginHoverMessage: { value: words },
        ...(inline && {
          // Without this an empty range has no text before it.
          showIfCollapsed: true,
          before: { content: '\u2007', inlineClassName: `${css.inline ?? ''} ${className}` },
        }),
      },
    };
  }

  function gutterLine(event: {
    target: { type: number; position: { lineNumber: number } | null };
  }) {
    const { GUTTER_GLYPH_MARGIN } = monaco.editor.MouseTargetType;
    return event.target.type === GUTTER_GLYPH_MARGIN
      ? (event.target.position?.lineNumber ?? null)
      : null;
  }

  /** The breakpoint shown at a line, wherever it was written. */
  function targetShownAt(line: number): BreakpointTarget | null {
    const { statuses } = breakpointsStore.getState();
    const shown = allBreakpoints(breakpointsStore.getState()).find(
      ({ id, target }) => places.lineOf(target, statuses.get(id)) === line,
    );
    return shown?.target ?? places.targetAt(line);
  }

  const parts = [
    editor.onMouseDown((event) => {
      const line = gutterLine(event);
      const target = line === null ? null : targetShownAt(line);
      if (!target) return;
      event.event.preventDefault();
      if (event.event.rightButton) {
        openGlyphMenu(target, { x: event.event.posx, y: event.event.posy });
      } else breakpointsStore.cycle(target);
    }),
    editor.onMouseMove((event) => {
      const line = gutterLine(event);
      if (line === null || places.targetAt(line) === null) {
        hover.clear();
        return;
      }
      const range = new monaco.Range(line, 1, line, 1);
      const glyphMarginClassName = `${css.glyph ?? ''} ${css.plain ?? ''} ${css.faint ?? ''}`;
      hover.set([{ range, options: { glyphMarginClassName } }]);
    }),
    editor.onMouseLeave(() => hover.clear()),
  ];
  const stop = breakpointsStore.subscribe(draw);
  draw();
  return {
    draw,
    dispose() {
      stop();
      for (const part of parts) part.dispose();
      marks.clear();
      hover.clear();
    },
  };
}
