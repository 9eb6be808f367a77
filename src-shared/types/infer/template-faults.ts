import { parseTemplate } from '../../expressions/template';
import { treeOf } from '../../workflow/typing/setting-type';
import { createInference } from './infer-type';
import type { Surroundings, TypeFault } from './inference';

/** What is wrong with the bindings of a text by their types, at its places in the text. */
export function faultsOfTemplate(text: string, around: Surroundings): readonly TypeFault[] {
  const found: TypeFault[] = [];
  const seen = new Set<string>();
  for (const segment of text.includes('{{') ? parseTemplate(text).segments : []) {
    if (typeof segment === 'string' || segment.error) continue;
    const tree = treeOf(segment.source);
    if (tree === null) continue;
    const offset = segment.from + 2;
    const note = (fault: TypeFault): void => {
      const range = { from: fault.range.from + offset, to: fault.range.to + offset };
      const key = `${fault.code} ${range.from}`;
      if (seen.has(key)) return;
      seen.add(key);
      const { fix } = fault;
      found.push({
        ...fault,
        range,
        ...(fix && { fix: { ...fix, from: fix.from + offset, to: fix.to + offset } }),
      });
    };
    createInference(segment.source, note).infer(tree, around);
  }
  return found;
}
