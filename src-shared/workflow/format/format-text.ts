import { applyTextChanges, type TextChange } from '../text-change';
import { toJson, type SourceNode } from '../source/node';
import { gapChanges } from './gaps';
import { lineChanges } from './lines';

/** Reads a text; null when it has errors of syntax. */
export type ReadRoot = (text: string) => SourceNode | null;

/**
 * The changes that tidy the layout of a workflow's text: indentation, spaces between keys and
 * values, blanks at the ends of lines, blank lines. Nothing else changes: what the file says, its
 * comments, its order, its quotes and where its lines break all stay. Empty when the text is tidy
 * already, or cannot be read.
 */
export function formatText(text: string, readRoot: ReadRoot): readonly TextChange[] {
  const root = readRoot(text);
  if (root === null) return [];
  // Two ways, from thorough to careful: what comes out is read back and compared.
  for (const reindent of [true, false]) {
    const changes = [...gapChanges(text, root), ...lineChanges(text, root, reindent)]
      .filter(({ from, to, insert }) => text.slice(from, to) !== insert)
      .sort((a, b) => a.from - b.from || a.to - b.to);
    if (saysTheSame(text, root, changes, readRoot)) return changes;
  }
  return [];
}

function saysTheSame(
  text: string,
  root: SourceNode,
  changes: readonly TextChange[],
  readRoot: ReadRoot,
): boolean {
  if (changes.some(({ from }, at) => at > 0 && from < (changes[at - 1]?.to ?? 0))) return false;
  const next = applyTextChanges(text, changes);
  // Comments are not in the data: only blanks may differ at all.
  if (withoutBlanks(next) !== withoutBlanks(text)) return false;
  const read = readRoot(next);
  return read !== null && JSON.stringify(toJson(read)) === JSON.stringify(toJson(root));
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
