import type { Graph, Step, Workflow } from '@shared/workflow/model';

export interface OutlineRow {
  readonly step: Step;
  /** 1 = top level, as `aria-level` counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly container: string | null;
  /** Undefined for a step that holds no others. */
  readonly expanded?: boolean;
}

/** The steps as the rows of a tree, without the insides of folded containers. */
export function outlineRows(workflow: Workflow, folded: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const visit = (graph: Graph, level: number, container: string | null): void => {
    let position = 0;
    for (const step of graph.steps.values()) {
      position += 1;
      const expanded = step.body ? !folded.has(step.id) : undefined;
      rows.push({
        step,
        level,
        position,
        siblings: graph.steps.size,
        container,
        ...(expanded !== undefined && { expanded }),
      });
      if (step.body && expanded) visit(step.body, level + 1, step.id);
    }
  };
  visit(workflow, 1, null);
  return rows;
}

/** What a key means in the tree: another row, a fold, or nothing. */
export type OutlineMove =
  | { readonly type: 'go'; readonly index: number }
  | { readonly type: 'fold'; readonly id: string }
  | { readonly type: 'unfold'; readonly id: string };

export function outlineMove(
  key: string,
  rows: readonly OutlineRow[],
  at: number,
): OutlineMove | undefined {
  const last = rows.length - 1;
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return { type: 'go', index: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { type: 'go', index: Math.max(at - 1, 0) };
    case 'Home':
      return { type: 'go', index: 0 };
    case 'End':
      return { type: 'go', index: last };
    case 'ArrowRight':
      if (row?.expanded === false) return { type: 'unfold', id: row.step.id };
      if (row?.expanded && rows[at + 1]?.container === row.step.id) {
        return { type: 'go', index: at + 1 };
      }
      return undefined;
    case 'ArrowLeft': {
      if (row?.expanded) return { type: 'fold', id: row.step.id };
      const parent = rows.findIndex((other) => other.step.id === row?.container);
      return parent < 0 ? undefined : { type: 'go', index: parent };
    }
    default:
      return undefined;
  }
}

/** The row that comes into the place of one that goes away with all inside it; the one before at the end. */
export function rowAfterRemoval(rows: readonly OutlineRow[], at: number): OutlineRow | undefined {
  const removed = rows[at];
  if (!removed) return undefined;
  const next = rows.find((row, index) => index > at && row.level <= removed.level);
  return next ?? rows[at - 1];
}
