// What changed between two texts, line by line: the fewest lines that were taken out and put in.

export interface LineChange {
  /** 0-based range of lines in the old text, end excluded. */
  readonly from: number;
  readonly to: number;
  /** The same in the new text. */
  readonly newFrom: number;
  readonly newTo: number;
}

/** Beyond so many different lines a change is one block: nobody reads a finer one. */
const mostSteps = 4_000;

/** The places where two lists of lines differ, in order (Myers' algorithm). */
export function diffLines(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start += 1;
  }
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  if (oldEnd === start && newEnd === start) return [];
  const middle = { from: start, to: oldEnd, newFrom: start, newTo: newEnd };
  if (oldEnd === start || newEnd === start) return [middle];
  const kept = keptLines(before.slice(start, oldEnd), after.slice(start, newEnd));
  return kept ? changesBetween(kept, start, oldEnd, newEnd) : [middle];
}

/** Pairs of lines that both texts have; undefined when they have too little in common. */
function keptLines(
  before: readonly string[],
  after: readonly string[],
): (readonly [number, number])[] | undefined {
  const furthest = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  const most = Math.min(before.length + after.length, mostSteps);
  for (let steps = 0; steps <= most; steps += 1) {
    history.push(new Map(furthest));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down =
        diagonal === -steps ||
        (diagonal !== steps && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
      let x = down ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      let y = x - diagonal;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1;
        y += 1;
      }
      furthest.set(diagonal, x);
      if (x >= before.length && y >= after.length) {
        return walkBack(history, before.length, after.length);
      }
    }
  }
  return undefined;
}

function walkBack(
  history: readonly Map<number, number>[],
  oldLength: number,
  newLength: number,
): (readonly [number, number])[] {
  const kept: [number, number][] = [];
  let x = oldLength;
  let y = newLength;
  for (let steps = history.length - 1; steps >= 0; steps -= 1) {
    const furthest = history[steps] ?? new Map<number, number>();
    const diagonal = x - y;
    const down =
      diagonal === -steps ||
      (diagonal !== steps && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const fromX = at(furthest, from);
    const fromY = fromX - from;
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      x -= 1;
      y -= 1;
      kept.push([x, y]);
    }
    x = fromX;
    y = fromY;
  }
  return kept.reverse();
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1;
}

function changesBetween(
  kept: readonly (readonly [number, number])[],
  start: number,
  oldEnd: number,
  newEnd: number,
): LineChange[] {
  const changes: LineChange[] = [];
  let from = start;
  let newFrom = start;
  for (const [x, y] of [...kept, [oldEnd - start, newEnd - start] as const]) {
    const to = x + start;
    const newTo = y + start;
    if (to > from || newTo > newFrom) changes.push({ from, to, newFrom, newTo });
    from = to + 1;
    newFrom = newTo + 1;
  }
  return changes;
}

/** The lines of a text without what ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

export type DiffRow =
  | { readonly type: 'same' | 'removed' | 'added'; readonly line: number; readonly text: string }
  | { readonly type: 'gap'; readonly count: number };

/** A diff to look at: changed lines with a few around them. Line numbers count from 1. */
export function diffRows(before: string, after: string, around = 3): DiffRow[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const changes = diffLines(old, fresh);
  const rows: DiffRow[] = [];
  let next = 0;
  changes.forEach((change, index) => {
    const first = Math.max(next, change.newFrom - around);
    if (first > next) rows.push({ type: 'gap', count: first - next });
    same(first, change.newFrom);
    for (let line = change.from; line < change.to; line += 1) {
      rows.push({ type: 'removed', line: line + 1, text: old[line] ?? '' });
    }
    for (let line = change.newFrom; line < change.newTo; line += 1) {
      rows.push({ type: 'added', line: line + 1, text: fresh[line] ?? '' });
    }
    const limit = changes[index + 1]?.newFrom ?? fresh.length;
    next = Math.min(change.newTo + around, limit);
    same(change.newTo, next);
  });
  if (changes.length > 0 && next < fresh.length) {
    rows.push({ type: 'gap', count: fresh.length - next });
  }
  return rows;

  function same(start: number, end: number): void {
    for (let line = start; line < end; line += 1) {
      rows.push({ type: 'same', line: line + 1, text: fresh[line] ?? '' });
    }
  }
}
