// Finding words in a text, whatever their case, with the line around each place.

export interface TextMatch {
  /** From 1. */
  readonly line: number;
  /** Offsets in the text. */
  readonly from: number;
  readonly to: number;
  /** The line, without its indent, cut where it is long. */
  readonly excerpt: string;
  /** Where the match begins in the excerpt. */
  readonly start: number;
}

export interface TextMatches {
  readonly matches: readonly TextMatch[];
  /** How many there are, those that are not listed included. */
  readonly total: number;
}

const before = 18;
const longest = 160;

/** Places where the words stand, in order; at most `most` are listed. */
export function findText(text: string, words: string, most: number): TextMatches {
  if (words === '') return { matches: [], total: 0 };
  const matches: TextMatch[] = [];
  let total = 0;
  let line = 1;
  let lineStart = 0;
  for (const found of text.matchAll(new RegExp(escapeWords(words), 'giu'))) {
    total += 1;
    if (matches.length >= most) continue;
    const from = found.index;
    for (let at = text.indexOf('\n', lineStart); at >= 0 && at < from;) {
      line += 1;
      lineStart = at + 1;
      at = text.indexOf('\n', lineStart);
    }
    const to = from + found[0].length;
    matches.push({ line, from, to, ...excerptOf(text, lineStart, from, to) });
  }
  return { matches, total };
}

function excerptOf(
  text: string,
  lineStart: number,
  from: number,
  to: number,
): { readonly excerpt: string; readonly start: number } {
  const end = text.indexOf('\n', to);
  const indent = /^[ \t]*/.exec(text.slice(lineStart, from))?.[0].length ?? 0;
  const start = Math.max(lineStart + indent, from - before);
  const cut = start > lineStart + indent ? '…' : '';
  const rest = text.slice(start, Math.min(end < 0 ? text.length : end, start + longest));
  return { excerpt: `${cut}${rest.trimEnd()}`, start: from - start + cut.length };
}

function escapeWords(words: string): string {
  return words.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
}
