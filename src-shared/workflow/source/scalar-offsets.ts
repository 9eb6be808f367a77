import type { ScalarNode } from './node';

/**
 * For every character of a scalar's value, and for its end, the offset in the text at which it is
 * written. Null when the value is folded or written in another way that has no such mapping.
 */
export function mapScalar(text: string, node: ScalarNode): readonly number[] | null {
  if (typeof node.value !== 'string' || node.alias === true) return null;
  const mapped = map(text, node);
  return mapped !== null && mapped.value === node.value ? mapped.offsets : null;
}

interface Mapped {
  readonly value: string;
  /** One more than the value has characters: the last one is the end. */
  readonly offsets: number[];
}

function map(text: string, node: ScalarNode): Mapped | null {
  const written = text.slice(node.from, node.to);
  switch (node.style) {
    case 'plain':
      return /[\r\n]/.test(written) ? null : straight(written, node.from);
    case 'single':
      return /[\r\n]/.test(written) ? null : single(written, node.from);
    case 'double':
      return /[\r\n]/.test(written) ? null : double(written, node.from);
    case 'literal':
      return literal(written, node);
    case 'folded':
      return null;
  }
}

function straight(written: string, from: number): Mapped {
  const offsets = Array.from({ length: written.length + 1 }, (_, index) => from + index);
  return { value: written, offsets };
}

function single(written: string, from: number): Mapped {
  let value = '';
  const offsets: number[] = [];
  const end = written.length - 1;
  for (let at = 1; at < end; at += 1) {
    value += written[at] ?? '';
    offsets.push(from + at);
    if (written[at] === "'") at += 1;
  }
  offsets.push(from + end);
  return { value, offsets };
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '\t': '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
};
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function double(written: string, from: number): Mapped | null {
  let value = '';
  const offsets: number[] = [];
  const end = written.length - 1;
  let at = 1;
  while (at < end) {
    const start = at;
    let piece = written[at] ?? '';
    at += 1;
    if (piece === '\\') {
      const letter = written[at] ?? '';
      at += 1;
      const digits = hexDigits[letter];
      if (digits === undefined) {
        const escaped = escapes[letter];
        if (escaped === undefined) return null;
        piece = escaped;
      } else {
        const code = Number.parseInt(written.slice(at, at + digits), 16);
        if (Number.isNaN(code) || code > 0x10ffff) return null;
        piece = String.fromCodePoint(code);
        at += digits;
      }
    }
    for (const _ of piece.split('')) offsets.push(from + start);
    value += piece;
  }
  offsets.push(from + end);
  return { value, offsets };
}

/** A literal block: the value is its lines without the common indentation. */
function literal(written: string, node: ScalarNode): Mapped | null {
  const value = node.value as string;
  const header = written.indexOf('\n');
  if (header === -1) return null;
  const lines = value.split('\n');
  let text = '';
  const offsets: number[] = [];
  let at = header + 1;
  let indent: number | null = null;
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    if (last && line === '') break;
    const end = written.indexOf('\n', at);
    const raw = written.slice(at, end === -1 ? written.length : end).replace(/\r$/, '');
    if (line !== '') indent ??= raw.length - line.length;
    const skip = line === '' ? raw.length : (indent ?? 0);
    if (raw.slice(skip) !== line) return null;
    for (let column = 0; column < line.length; column += 1) {
      offsets.push(node.from + at + skip + column);
    }
    text += line;
    if (!last) {
      offsets.push(node.from + at + raw.length);
      text += '\n';
    }
    at = end === -1 ? written.length : end + 1;
  }
  offsets.push(node.from + at);
  return { value: text, offsets };
}
