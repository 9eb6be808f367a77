import type { TemplateReference } from '../../expressions/types';
import type { ProblemFix, TextRange } from '../problem';
import type { Use } from './use';

/** A fix that writes another name for one key of a reference, where the key is plainly written. */
export function replaceFix(
  use: Use,
  text: string,
  { path, range }: TemplateReference,
  index: number,
  name: string,
): readonly ProblemFix[] {
  const plain = /^[A-Za-z_$][\w$]*$/.test(name);
  const inside = plain ? rangeOfKey(text, range, path, index) : null;
  const place = inside && use.rangeOf(inside);
  if (!place) return [];
  return [{ title: `Change to "${name}"`, changes: [{ ...place, insert: name }] }];
}

/** A fix that writes another root. */
export function replaceRootFix(
  use: Use,
  { root, range }: TemplateReference,
  name: string,
): readonly ProblemFix[] {
  const place = use.rangeOf({ from: range.from, to: range.from + root.length });
  if (place === null) return [];
  return [{ title: `Change to "${name}"`, changes: [{ ...place, insert: name }] }];
}

/** Where a key of a reference stands in the template; null when an escape or a blank hides it. */
function rangeOfKey(
  text: string,
  range: TextRange,
  path: readonly (string | number)[],
  index: number,
): TextRange | null {
  let at = range.from + (/^[A-Za-z_$][\w$]*/.exec(text.slice(range.from))?.[0].length ?? 0);
  for (let key = 0; key <= index; key += 1) {
    const wanted = String(path[key]);
    const lead = /^\s*(?:\?\.\s*|\.\s*|(?:\?\.\s*)?\[\s*["'`]?)/.exec(text.slice(at, range.to));
    if (lead === null) return null;
    const from = at + lead[0].length;
    if (!text.startsWith(wanted, from) || from + wanted.length > range.to) return null;
    if (key === index) return { from, to: from + wanted.length };
    const close = /^["'`]?\s*\]/.exec(text.slice(from + wanted.length, range.to));
    at = from + wanted.length + (lead[0].includes('[') ? (close?.[0].length ?? 0) : 0);
  }
  return null;
}
