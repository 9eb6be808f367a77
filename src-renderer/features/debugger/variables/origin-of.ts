import type { ValuePath } from '@shared/debug/value-source';
import type { FramePlace } from '../dap/stepwell-protocol';
import type { OriginAsked } from '../session/places';
import type { TreeNode } from './tree-node';

/**
 * What to ask about the origin of a value that is shown of a frame; null where nothing can be said,
 * as of what code holds in its own variables.
 */
export function originOf(node: TreeNode, place: FramePlace | undefined): OriginAsked | null {
  if (!place || place.kind === 'code' || node.page || node.heading) return null;
  const { step = '', path } = place;
  const [scope, ...names] = node.key.split('/').map(unescaped);
  if (scope === 'Input' && step !== '' && names.length > 0) {
    return { step, path, side: 'input', field: fieldOf(names) };
  }
  if (node.expression === undefined) return null;
  return { step, path, expression: node.expression };
}

/** Names of the tree as a path: pages of a long list are left out. */
function fieldOf(names: readonly string[]): ValuePath {
  return names
    .filter((name) => !/^\[\d+…\d+\]$/.test(name))
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
