import { childKey, type TreeNode } from './tree-node';

/** Items that are read and drawn at once. */
export const pageSize = 100;

/**
 * A long list as pages of a hundred, and pages of pages, so that a list of a million items opens
 * as fast as a short one. Null when it is short enough to be read whole.
 */
export function pagesOf(node: TreeNode): readonly TreeNode[] | null {
  const start = node.page?.start ?? 0;
  const count = node.page?.count ?? node.indexed ?? 0;
  if (count <= pageSize) return null;
  const size = pageSize ** Math.max(1, Math.ceil(Math.log(count) / Math.log(pageSize) - 1e-9) - 1);
  const pages: TreeNode[] = [];
  for (let from = start; from < start + count; from += size) {
    const length = Math.min(size, start + count - from);
    const name = `[${from}…${from + length - 1}]`;
    pages.push({
      key: childKey(node.key, name),
      name,
      value: '',
      reference: node.reference,
      page: { start: from, count: length },
    });
  }
  return pages;
}
