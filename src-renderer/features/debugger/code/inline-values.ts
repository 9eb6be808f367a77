/** Values that are shown behind the lines of code that name them. */
export interface InlineValue {
  readonly line: number;
  readonly text: string;
}

const mostOnLine = 100;

/**
 * For each line up to where the code stands: the values of the names in it. A name is shown where
 * it was named last, so that no value stands on screen twenty times.
 */
export function inlineValues(
  lines: readonly string[],
  from: number,
  to: number,
  values: ReadonlyMap<string, string>,
): readonly InlineValue[] {
  const lastLine = new Map<string, number>();
  for (let at = from; at <= to; at += 1) {
    for (const name of namesIn(lines[at - 1] ?? '')) if (values.has(name)) lastLine.set(name, at);
  }
  const byLine = new Map<number, string[]>();
  for (const [name, line] of lastLine) {
    const list = byLine.get(line) ?? [];
    list.push(`${name} = ${short(values.get(name) ?? '')}`);
    byLine.set(line, list);
  }
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([line, parts]) => ({ line, text: short(parts.join(', '), mostOnLine) }));
}

function namesIn(line: string): Set<string> {
  // Not what stands in a comment or a text, and not the members of something else.
  const code = line
    .replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""')
    .replace(/\/\/.*$/, '');
  return new Set(code.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? []);
}

function short(text: string, most = 60): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
