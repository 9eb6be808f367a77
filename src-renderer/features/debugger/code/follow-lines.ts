import type { Monaco, TextEditorInstance } from '../../editors/index';
import { breakpointsStore } from '../debugger';
import { movedLines } from './line-places';

/** Breakpoints go with their lines while one types. */
export function followLines(editor: TextEditorInstance, monaco: Monaco, step: string): () => void {
  const marks = editor.createDecorationsCollection();
  let ids: string[] = [];
  let moving = false;

  function mark(): void {
    if (moving) return;
    const own = breakpointsStore
      .getState()
      .breakpoints.filter(({ target }) => target.type === 'line' && target.step === step);
    ids = own.map(({ id }) => id);
    marks.set(
      own.map(({ target }) => {
        const line = target.type === 'line' ? target.line : 1;
        const { NeverGrowsWhenTypingAtEdges } = monaco.editor.TrackedRangeStickiness;
        return {
          range: new monaco.Range(line, 1, line, 1),
          options: { stickiness: NeverGrowsWhenTypingAtEdges },
        };
      }),
    );
  }

  const content = editor.onDidChangeModelContent((event) => {
    const model = editor.getModel();
    // A text that was replaced as a whole is another text: its marks say nothing.
    if (!model || event.isFlush || ids.length === 0) return;
    const ranges = marks.getRanges();
    const { breakpoints } = breakpointsStore.getState();
    const next = movedLines(
      breakpoints,
      step,
      ({ id }) => ranges[ids.indexOf(id)]?.startLineNumber ?? null,
      (line) => (line <= model.getLineCount() ? model.getLineContent(line) : ''),
    );
    if (next === breakpoints) return;
    moving = true;
    for (const breakpoint of next) {
      if (!breakpoints.includes(breakpoint)) breakpointsStore.put(breakpoint);
    }
    moving = false;
  });
  const stop = breakpointsStore.subscribe((state, before) => {
    if (state.breakpoints !== before.breakpoints) mark();
  });
  mark();
  return () => {
    stop();
    content.dispose();
    marks.clear();
  };
}
