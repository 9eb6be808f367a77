import type { TextRange } from '@shared/workflow/problem';
import type { SourceNode } from '@shared/workflow/source/node';

/** The keys and numbers on the way to the innermost part of a node that holds a place of the text. */
export function pathInSource(node: SourceNode | undefined, place: TextRange): (string | number)[] {
  if (node?.type === 'map') {
    const entry = node.entries.find(
      ({ keyFrom, colonTo, value }) =>
        keyFrom <= place.from && place.to <= Math.max(colonTo, value.to),
    );
    return entry === undefined ? [] : [entry.key, ...pathInSource(entry.value, place)];
  }
  if (node?.type === 'seq') {
    const at = node.items.findIndex(
      ({ mark, value }) => mark <= place.from && place.to <= Math.max(mark + 1, value.to),
    );
    return at < 0 ? [] : [at, ...pathInSource(node.items[at]?.value, place)];
  }
  return [];
}
