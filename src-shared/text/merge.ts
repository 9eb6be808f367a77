import { diffLines, type LineChange, linesOf } from './line-diff';

// Two people changed one text: what each of them changed goes together where it can, and is a
// question where both changed the same lines.

export type MergePart =
  /** Nobody changed it, or only one did, or both alike. */
  | { readonly type: 'merged'; readonly lines: readonly string[] }
  | {
      readonly type: 'conflict';
      readonly base: readonly string[];
      readonly mine: readonly string[];
      readonly theirs: readonly string[];
    };

interface Side {
  readonly lines: readonly string[];
  readonly changes: readonly LineChange[];
}

/** The parts of a merge, in order; line ends become plain ones. */
export function mergeTexts(base: string, mine: string, theirs: string): MergePart[] {
  const old = linesOf(base);
  const sides = [mine, theirs].map((text): Side => {
    const lines = linesOf(text);
    return { lines, changes: diffLines(old, lines) };
  });
  const [left, right] = sides as [Side, Side];
  const parts: MergePart[] = [];
  let next = 0;
  for (const { from, to } of regions(left.changes, right.changes)) {
    push({ type: 'merged', lines: old.slice(next, from) });
    const part = {
      base: old.slice(from, to),
      mine: linesIn(left, from, to),
      theirs: linesIn(right, from, to),
    };
    if (same(part.mine, part.theirs) || same(part.theirs, part.base)) {
      push({ type: 'merged', lines: part.mine });
    } else if (same(part.mine, part.base)) push({ type: 'merged', lines: part.theirs });
    else push({ type: 'conflict', ...part });
    next = to;
  }
  push({ type: 'merged', lines: old.slice(next) });
  return parts;

  function push(part: MergePart): void {
    const last = parts.at(-1);
    if (part.type === 'merged' && part.lines.length === 0) return;
    if (part.type === 'merged' && last?.type === 'merged') {
      parts[parts.length - 1] = { type: 'merged', lines: [...last.lines, ...part.lines] };
    } else parts.push(part);
  }
}

/** Ranges of the old text that somebody changed; changes that touch one another are one. */
function regions(
  left: readonly LineChange[],
  right: readonly LineChange[],
): { from: number; to: number }[] {
  const all = [...left, ...right].sort((a, b) => a.from - b.from || a.to - b.to);
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of all) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** What a side made of a range of the old text. */
function linesIn(side: Side, from: number, to: number): readonly string[] {
  return side.lines.slice(moved(side.changes, from, 'start'), moved(side.changes, to, 'end'));
}

/** Where a line of the old text lies in the new one. */
function moved(changes: readonly LineChange[], line: number, edge: 'start' | 'end'): number {
  let shift = 0;
  for (const change of changes) {
    const before =
      edge === 'start'
        ? change.to < line || (change.to === line && change.from < line)
        : change.to <= line;
    if (!before) break;
    shift += change.newTo - change.newFrom - (change.to - change.from);
  }
  return line + shift;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

export type MergeChoice = 'mine' | 'theirs' | 'both';

/** The merged text; undefined while a conflict has no choice. `choices` are by the conflict's order. */
export function mergedText(
  parts: readonly MergePart[],
  choices: readonly (MergeChoice | undefined)[],
): string | undefined {
  const lines: string[] = [];
  let conflict = 0;
  for (const part of parts) {
    if (part.type === 'merged') {
      lines.push(...part.lines);
      continue;
    }
    const choice = choices[conflict];
    conflict += 1;
    if (choice === undefined) return undefined;
    if (choice !== 'theirs') lines.push(...part.mine);
    if (choice !== 'mine') lines.push(...part.theirs);
  }
  return lines.join('\n');
}
