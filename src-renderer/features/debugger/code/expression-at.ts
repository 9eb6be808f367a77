/** The name or path under a column of a line (1-based): `order.items[0].total`; null where none is. */
export function expressionAt(
  line: string,
  column: number,
): { readonly text: string; readonly from: number; readonly to: number } | null {
  const pattern = /[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*/g;
  for (const match of line.matchAll(pattern)) {
    const from = match.index;
    const to = from + match[0].length;
    if (column - 1 < from || column - 1 > to) continue;
    // Only as far as the part under the pointer: `order` in `order.total` is the order.
    const rest = line.slice(column - 1, to);
    const more = /^[\w$]*/.exec(rest)?.[0].length ?? 0;
    const end = Math.min(to, column - 1 + more);
    return { text: line.slice(from, end), from: from + 1, to: end + 1 };
  }
  return null;
}
