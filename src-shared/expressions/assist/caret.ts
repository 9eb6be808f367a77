import { parseExpressionAt, tokenizer, type Expression } from 'acorn';
import { parseTemplate } from '../template';
import type { Surroundings } from '../../types/infer/inference';
import { enterArrow } from './enter-arrow';
import { walkExpression } from './walk';

/** Stands for what is being typed while the unfinished text is read. */
export const placeholder = '__caret__';

/** The place of the caret in an expression that is being written. */
export interface Caret {
  /** The expression whose member is being typed; undefined when a name stands alone. */
  readonly object: Expression | undefined;
  readonly around: Surroundings;
  /** The word at the caret, in the template text. */
  readonly from: number;
  readonly to: number;
  /** The sign before the word: `.`, `?.`, `["` or nothing. */
  readonly sign: '.' | '?.' | 'key' | '';
  /** The quote of a key in brackets. */
  readonly quote: string;
}

/** Finds out what the text needs at the offset; undefined outside of bindings and inside of texts. */
export function findCaret(text: string, offset: number, roots: Surroundings): Caret | undefined {
  const start = bindingStart(text, offset);
  if (start === undefined) return undefined;
  const before = text.slice(start, offset);
  const key = /\[\s*(["'])([^"'\\\n]*)$/.exec(before);
  const word = key ? (key[2] ?? '') : (/[\w$]*$/.exec(before)?.[0] ?? '');
  if (!key && /^\d/.test(word)) return undefined;
  const stem = before.slice(0, before.length - word.length);
  const from = offset - word.length;
  const to = offset + (/^[\w$]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const sign = key ? 'key' : (/\?\.$|\.$/.exec(stem.trimEnd())?.[0] ?? '');
  const written = key
    ? `${stem.slice(0, stem.lastIndexOf('['))}.${placeholder}`
    : stem + placeholder;
  const tree = readUnfinished(written);
  const found = tree && locate(tree, roots);
  if (!found) return undefined;
  return { ...found, from, to, sign: sign as Caret['sign'], quote: key?.[1] ?? '"' };
}

/** Where the expression of the binding around the offset starts. */
export function bindingStart(text: string, offset: number): number | undefined {
  if (!text.includes('{{')) return undefined;
  for (const segment of parseTemplate(text).segments) {
    if (typeof segment === 'string') continue;
    const from = segment.from + 2;
    const end = segment.error ? segment.to : segment.to - 2;
    if (offset >= from && offset <= end) return from;
  }
  return undefined;
}

/** Closes what is open and reads; undefined when it is inside of a text or makes no sense yet. */
export function readUnfinished(source: string): Expression | undefined {
  const closers = openBrackets(source);
  if (closers === undefined) return undefined;
  // An unfinished `a ? b` needs its other half before the brackets close.
  for (const text of [source + closers, `${source} : null${closers}`]) {
    try {
      return parseExpressionAt(text, 0, { ecmaVersion: 2024, sourceType: 'module' });
    } catch (error) {
      // Not yet a whole expression: the next try, or no help.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function openBrackets(source: string): string | undefined {
  const open: string[] = [];
  try {
    for (const token of tokenizer(source, { ecmaVersion: 2024, sourceType: 'module' })) {
      const { label } = token.type;
      if (label === '(') open.push(')');
      else if (label === '[') open.push(']');
      else if (label === '{' || label === '${') open.push('}');
      else if (label === '`' && open.at(-1) !== '`') open.push('`');
      else if (label === ')' || label === ']' || label === '}' || label === '`') open.pop();
    }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return open.toReversed().join('');
}

function locate(
  tree: Expression,
  roots: Surroundings,
): Pick<Caret, 'object' | 'around'> | undefined {
  let found: Pick<Caret, 'object' | 'around'> | undefined;
  walkExpression(tree, roots, {
    visit(node, around) {
      if (node.type === 'Identifier' && node.name === placeholder)
        found = { object: undefined, around };
      if (node.type !== 'MemberExpression' || node.object.type === 'Super') return;
      if (
        node.property.type === 'Identifier' &&
        node.property.name === placeholder &&
        !node.computed
      ) {
        found = { object: node.object, around };
      }
    },
    enterArrow,
  });
  return found;
}
