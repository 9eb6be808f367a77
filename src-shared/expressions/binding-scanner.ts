import { placeIn } from './place-in';
import type { ExpressionErrorData } from './types';

/** Where a binding ends, found without understanding it. */
export type BindingEnd =
  | { readonly closed: true; /** Offset of the closing `}}`. */ readonly at: number }
  | {
      readonly closed: false;
      readonly error: ExpressionErrorData;
    };

// What stands before a `/` that begins a pattern; anywhere else it divides.
const beforePattern = /(^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:in|typeof))$/;

/**
 * Finds the `}}` that closes the binding whose expression starts at `from`. Knows strings,
 * template literals, comments, patterns and brackets, so all of these may hold braces.
 */
export function findBindingEnd(text: string, from: number): BindingEnd {
  const open: { readonly sign: string; readonly at: number }[] = [];
  let index = from;
  while (index < text.length) {
    const sign = text[index] ?? '';
    const top = open.at(-1);
    if (sign === '"' || sign === "'") {
      const end = skipString(text, index);
      if (end === undefined) return unclosed(text, from, 'text', index);
      index = end;
    } else if (sign === '`' || (sign === '}' && top?.sign === '${')) {
      if (sign === '}') open.pop();
      const end = skipTemplate(text, index + 1);
      if (end === undefined) return unclosed(text, from, 'template literal', index);
      if (end.hole) open.push({ sign: '${', at: end.at - 2 });
      index = end.at;
    } else if (sign === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      if (end < 0) return unclosed(text, from, 'comment', index);
      index = end + 2;
    } else if (sign === '/' && startsPattern(text, from, index)) {
      const end = skipPattern(text, index);
      if (end === undefined) return unclosed(text, from, 'pattern', index);
      index = end;
    } else if (sign === '(' || sign === '[' || sign === '{') {
      open.push({ sign, at: index });
      index++;
    } else if (sign === ')' || sign === ']') {
      open.pop();
      index++;
    } else if (sign === '}') {
      // A brace that closes nothing of ours belongs to the binding: the parser will say what is missing.
      if (top?.sign === '{') open.pop();
      else if (text[index + 1] === '}') return { closed: true, at: index };
      index++;
    } else {
      index++;
    }
  }
  const top = open.at(-1);
  return top ? unclosed(text, from, `"${top.sign}"`, top.at) : unclosed(text, from);
}

function skipString(text: string, from: number): number | undefined {
  const quote = text[from];
  for (let index = from + 1; index < text.length; index++) {
    const sign = text[index];
    if (sign === '\\') index++;
    else if (sign === quote) return index + 1;
    else if (sign === '\n') return undefined;
  }
  return undefined;
}

/** Reads template text up to its end or to a `${`. */
function skipTemplate(text: string, from: number): { at: number; hole: boolean } | undefined {
  for (let index = from; index < text.length; index++) {
    const sign = text[index];
    if (sign === '\\') index++;
    else if (sign === '`') return { at: index + 1, hole: false };
    else if (sign === '$' && text[index + 1] === '{') return { at: index + 2, hole: true };
  }
  return undefined;
}

function startsPattern(text: string, from: number, at: number): boolean {
  // Enough characters to see a keyword; a slice of the whole text would make this quadratic.
  return beforePattern.test(text.slice(Math.max(from, at - 60), at).trimEnd());
}

function skipPattern(text: string, from: number): number | undefined {
  let inClass = false;
  for (let index = from + 1; index < text.length; index++) {
    const sign = text[index];
    if (sign === '\\') index++;
    else if (sign === '\n') return undefined;
    else if (sign === '[') inClass = true;
    else if (sign === ']') inClass = false;
    else if (sign === '/' && !inClass) return index + 1;
  }
  return undefined;
}

function unclosed(text: string, from: number, what?: string, at?: number): BindingEnd {
  const start = from - 2;
  const inner =
    what === undefined || at === undefined
      ? ''
      : `; the ${what} opened at ${placeIn(text, at)} is not closed`;
  const plain = text.indexOf('}}', from);
  return {
    closed: false,
    error: {
      code: 'EXPR_SYNTAX',
      message: `The binding opened at ${placeIn(text, start)} is never closed${inner}`,
      hint: 'Close it with }}. To write two braces as text, use {{ "{{" }}.',
      range: { from: start, to: plain < 0 ? text.length : plain + 2 },
    },
  };
}
