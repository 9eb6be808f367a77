import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { TextRange } from '@shared/workflow/problem';
import type { Selection } from '../document';
import type { TextEditorInstance, TextModel } from '../editors';
import { monacoRange } from './source-ranges';

interface SelectionState {
  readonly text: string;
  readonly parsed: ParsedWorkflow | null;
  readonly selection: Selection;
}

export interface SelectionDocument {
  readonly getState: () => SelectionState;
  readonly subscribe: (listener: (state: SelectionState) => void) => () => void;
  readonly select: (selection: Selection) => void;
}

const settleTime = 120;

/**
 * Selection, both ways: the caret in a step's lines selects the step; a step that is selected
 * elsewhere is shown here and its lines are marked.
 */
export class SourceSelection {
  private readonly marks: ReturnType<TextEditorInstance['createDecorationsCollection']>;
  private readonly stops: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The selection the caret made: showing it would move the text under the user's hands. */
  private own: Selection | null = null;
  private shown: Selection | null = null;

  constructor(
    private readonly editor: TextEditorInstance,
    private readonly model: TextModel,
    private readonly document: SelectionDocument,
    private readonly markClass: string,
  ) {
    this.marks = editor.createDecorationsCollection();
    const carets = editor.onDidChangeCursorPosition(() => {
      clearTimeout(this.timer);
      if (editor.hasTextFocus()) this.timer = setTimeout(() => this.selectAtCaret(), settleTime);
    });
    this.stops.push(() => carets.dispose());
    this.stops.push(document.subscribe((state) => this.show(state)));
    this.show(document.getState());
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    this.marks.clear();
  }

  private selectAtCaret(): void {
    const { parsed, text, selection } = this.document.getState();
    const position = this.editor.getPosition();
    // Places belong to the text that was parsed; while typing goes on they are a moment behind.
    if (!position || !parsed || parsed.text !== text) return;
    const offset = this.model.getOffsetAt(position);
    const edge = parsed.places.edgeAt(offset);
    const step = edge === null ? parsed.places.stepAt(offset) : null;
    const next: Selection = {
      steps: step === null ? [] : [step],
      edges: edge === null ? [] : [edge],
    };
    if (next.steps.length + next.edges.length === 0 || same(next, selection)) return;
    this.own = next;
    this.document.select(next);
  }

  private show({ selection, parsed, text }: SelectionState): void {
    if (!parsed || parsed.text !== text || this.model.getValue() !== text) return;
    const ranges = [
      ...selection.steps.map((id) => parsed.places.step(id)),
      ...selection.edges.map((id) => parsed.places.edge(id)),
    ].flatMap((range) => (range ? [monacoRange(this.model, withoutLineEnd(text, range))] : []));
    this.marks.set(
      ranges.map((range) => ({
        range,
        options: { isWholeLine: true, className: this.markClass },
      })),
    );
    const isNew = selection !== this.shown;
    this.shown = selection;
    const [first] = ranges;
    if (!isNew || !first || (this.own && same(this.own, selection))) return;
    this.own = null;
    this.editor.revealRangeNearTopIfOutsideViewport(first);
  }
}

/** A block text ends at the start of the next line, which is not its own. */
function withoutLineEnd(text: string, { from, to }: TextRange): TextRange {
  return { from, to: from + text.slice(from, to).trimEnd().length };
}

function same(a: Selection, b: Selection): boolean {
  return (
    a.steps.length === b.steps.length &&
    a.edges.length === b.edges.length &&
    a.steps.every((id, at) => id === b.steps[at]) &&
    a.edges.every((id, at) => id === b.edges[at])
  );
}
