import type { TextRange } from '@shared/workflow/problem';
import type { TextModel } from '../editors';

interface MonacoRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

export function monacoRange(model: TextModel, { from, to }: TextRange): MonacoRange {
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

export function rangeOffsets(model: TextModel, range: MonacoRange): TextRange {
  return {
    from: model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
    to: model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
  };
}
