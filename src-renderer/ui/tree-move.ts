/** What the keys of a tree need to know of one of its visible lines. */
export interface TreeLine {
  readonly depth: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

/** What an arrow key does in a tree: goes to a line, or opens or closes the active one. */
export type TreeMove = { readonly goTo: number } | 'toggle';

/** By the practices for trees (WAI-ARIA); null for a key that is none of theirs. */
export function treeMove(key: string, lines: readonly TreeLine[], active: number): TreeMove | null {
  const line = lines[active];
  if (!line) return null;
  const last = lines.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { goTo: Math.min(last, active + 1) };
    case 'ArrowUp':
      return { goTo: Math.max(0, active - 1) };
    case 'Home':
      return { goTo: 0 };
    case 'End':
      return { goTo: last };
    case 'ArrowRight':
      if (!line.expandable) return null;
      return line.expanded ? { goTo: Math.min(last, active + 1) } : 'toggle';
    case 'ArrowLeft':
      return line.expanded ? 'toggle' : { goTo: parentOf(lines, active) };
    default:
      return null;
  }
}

/** The line itself at the top. */
function parentOf(lines: readonly TreeLine[], at: number): number {
  const depth = lines[at]?.depth ?? 0;
  for (let above = at - 1; above >= 0; above -= 1) {
    if ((lines[above]?.depth ?? 0) < depth) return above;
  }
  return at;
}
