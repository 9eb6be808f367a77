import { isExpandable, type TreeNode } from './tree-node';

/** What is known of the parts of a node. */
export interface Parts {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly nodes: readonly TreeNode[];
  readonly error?: string;
}

export type TreeRow =
  | {
      readonly type: 'node';
      readonly node: TreeNode;
      readonly depth: number;
      readonly expandable: boolean;
      readonly expanded: boolean;
    }
  /** In place of parts: they are on their way, could not be read, or there are none. */
  | {
      readonly type: 'note';
      readonly key: string;
      readonly depth: number;
      readonly tone: 'loading' | 'failed' | 'empty';
      readonly text: string;
    };

/** The rows of a tree as it is opened, top to bottom. */
export function treeRows(
  roots: readonly TreeNode[],
  expanded: ReadonlySet<string>,
  parts: ReadonlyMap<string, Parts>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (node: TreeNode, depth: number): void => {
    const expandable = isExpandable(node);
    const open = expandable && expanded.has(node.key);
    rows.push({ type: 'node', node, depth, expandable, expanded: open });
    if (!open) return;
    const known = parts.get(node.key);
    for (const child of known?.nodes ?? []) visit(child, depth + 1);
    const note = noteOf(known);
    if (note) rows.push({ type: 'note', key: `${node.key}#`, depth: depth + 1, ...note });
  };
  for (const root of roots) visit(root, 0);
  return rows;
}

function noteOf(parts: Parts | undefined) {
  if (!parts) return { tone: 'loading', text: 'Reading…' } as const;
  if (parts.status === 'failed') {
    return { tone: 'failed', text: parts.error ?? 'It could not be read' } as const;
  }
  if (parts.nodes.length > 0) return null;
  if (parts.status === 'loading') return { tone: 'loading', text: 'Reading…' } as const;
  return { tone: 'empty', text: 'Nothing here' } as const;
}
