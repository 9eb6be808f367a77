import { analyzeTemplate } from '../../expressions/analyze';
import { refuse } from '../edit/edit-context';
import type { StepText } from './step-texts';

/** A use of a value in a text: `steps.fetch.body` has the root `steps` and the keys `fetch`, `body`. */
export interface ValueUse {
  readonly root: string;
  readonly keys: readonly (string | number)[];
  /** A missing key is meant to be possible. */
  readonly lenient: boolean;
}

/** What takes the place of a use: the root and its first `keys` keys become another expression. */
export interface Substitute {
  readonly keys: number;
  /** A path such as `['steps', 'call', 'a']`, or an expression in parentheses. */
  readonly by: readonly string[] | string;
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

type Choose = (use: ValueUse) => Substitute | null;

/** The values that a text uses. */
export function usesIn({ text, mode }: Pick<StepText, 'text' | 'mode'>): readonly ValueUse[] {
  const uses: ValueUse[] = [];
  rewrite(text, mode, (use) => {
    uses.push(use);
    return null;
  });
  return uses;
}

/** The text with other expressions in the place of some uses. */
export function rewriteText(
  { text, mode, step }: Pick<StepText, 'text' | 'mode'> & { readonly step?: string },
  choose: Choose,
): string {
  const changed = rewrite(text, mode, choose);
  if (mode === 'code' || changed === text) return changed;
  const before = analyzeTemplate(text).errors.length;
  if (analyzeTemplate(changed).errors.length <= before) return changed;
  // `{ item }` is the short form of `{ item: item }`, and has no room for a path.
  return refuse(
    'EXTRACT_TEXT',
    `An expression${step === undefined ? '' : ` of "${step}"`} is written in a way that cannot be carried over: ${text.slice(0, 80)}`,
    'Write it without a short form such as { item }: { item: item }.',
  );
}

function rewrite(text: string, mode: StepText['mode'], choose: Choose): string {
  const splices = mode === 'template' ? inTemplate(text, choose) : inCode(text, choose);
  let result = '';
  let at = 0;
  for (const { from, to, insert } of splices) {
    if (from < at) continue;
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

function inTemplate(text: string, choose: Choose): readonly Splice[] {
  if (!text.includes('{{')) return [];
  const splices: Splice[] = [];
  for (const { root, path, range, lenient } of analyzeTemplate(text).references) {
    const substitute = choose({ root, keys: path, lenient });
    if (substitute === null) continue;
    const end = endOfKeys(text, range.from + root.length, path.slice(0, substitute.keys));
    splices.push(spliceAt(text, range.from, end, substitute));
  }
  return splices.sort((a, b) => a.from - b.from);
}

/** Where a key of a path ends, in either way of writing it. */
function endOfKeys(text: string, from: number, keys: readonly (string | number)[]): number {
  let at = from;
  for (const key of keys) {
    const dot = /^\s*(?:\?\.|\.)\s*([A-Za-z_$][\w$]*)/.exec(text.slice(at));
    const bracket = /^\s*(?:\?\.)?\s*\[\s*(["'`]?)([^"'`\]]*)\1\s*\]/.exec(text.slice(at));
    const match = dot?.[1] === key ? dot : bracket?.[2] === String(key) ? bracket : null;
    if (match === null) {
      return refuse(
        'EXTRACT_TEXT',
        `A reference is written in a way that cannot be changed: ${text.slice(0, 80)}`,
        'Write it with dots, such as steps.fetch.body.',
      );
    }
    at += match[0].length;
  }
  return at;
}

function spliceAt(text: string, from: number, to: number, { by }: Substitute): Splice {
  if (typeof by === 'string') return { from, to, insert: by };
  // Where a missing key was meant to be possible, so it is on the longer way.
  const lenient = text.slice(from, to).includes('?.') || /^\s*\?\./.test(text.slice(to));
  return { from, to, insert: formatPath(by, lenient) };
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** `steps.call.a`; with `lenient` no part of the way need be there. */
export function formatPath(path: readonly string[], lenient = false): string {
  const dot = lenient ? '?.' : '.';
  return path
    .map((key, at) => {
      if (at === 0) return key;
      return plainKey.test(key) ? `${dot}${key}` : `${lenient ? '?.' : ''}[${JSON.stringify(key)}]`;
    })
    .join('');
}

const withKey =
  /(?<![\w$.])(steps|input|vars|env)(?:\s*(?:\?\.|\.)\s*([A-Za-z_$][\w$]*)|\s*(?:\?\.)?\[\s*(["'`])([^"'`\]]*)\3\s*\])?(?![\w$])/g;

/** Source code is searched as text: roots with their first key, and roots alone. */
function inCode(text: string, choose: Choose): readonly Splice[] {
  const splices: Splice[] = [];
  for (const match of text.matchAll(withKey)) {
    const [whole, root = '', plain, , quoted] = match;
    const key = plain ?? quoted;
    const rest = text.slice(match.index + whole.length);
    // The name of a property, `{ input: 1 }`, is no use.
    if (key === undefined && /^\s*:(?!:)/.test(rest)) continue;
    const lenient = whole.includes('?.') || /^\s*(?:\?\.|\?\?)/.test(rest);
    const substitute = choose({ root, keys: key === undefined ? [] : [key], lenient });
    if (substitute === null) continue;
    const to =
      match.index + (substitute.keys === 0 && key !== undefined ? root.length : whole.length);
    // What asks for a key of a key is not told apart in source code.
    if (substitute.keys > 1) continue;
    splices.push(spliceAt(text, match.index, to, substitute));
  }
  return splices;
}

/** Whether source code means a name that is given to it, and does not make one of its own. */
export function codeUsesName(code: string, name: string): boolean {
  if (new RegExp(`\\b(?:const|let|var|function|class)\\s+${name}\\b`).test(code)) return false;
  // These are words that code is full of; the values behind them are only ever asked for a key.
  const asked = ['loop', 'error', 'trigger', 'run'].includes(name) ? '\\s*(?:\\?\\.|\\.|\\[)' : '';
  return new RegExp(`(?<![\\w$.])${name}(?![\\w$])${asked}`).test(code);
}
