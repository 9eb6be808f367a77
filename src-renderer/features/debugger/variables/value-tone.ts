import type { TreeNode } from './tree-node';

export type ValueTone = 'text' | 'number' | 'word' | 'parts' | 'plain';

/** What colour a value has, from what the adapter says of it. */
export function valueTone({ type, value, reference }: TreeNode): ValueTone {
  if (reference > 0) return 'parts';
  const kind = type?.toLowerCase();
  if (kind === 'string' || value.startsWith('"')) return 'text';
  if (kind === 'number' || kind === 'bigint' || /^-?\d+(\.\d+)?$/.test(value)) return 'number';
  if (/^(true|false|null|undefined)$/.test(value)) return 'word';
  return 'plain';
}
