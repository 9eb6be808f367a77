import type { Callback } from '../compile/closure';
import { describe, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { compileRegex, RegexValue, type RegexMatch } from '../regex-value';
import { integerAt, textAt } from './values';
import type { MethodEntry } from './entry';

/** Methods of text that may take a pattern. */
export const textPatternMethods: readonly MethodEntry<string>[] = [
  {
    name: 'split',
    signature: '(separator or pattern, limit?) → list of text',
    doc: 'The parts of the text between separators.',
    example: "'a, b,c'.split(/,\\s*/)",
    result: ['a', 'b', 'c'],
    returns: 'list of text',
    run(evaluation, text, values) {
      const separator = values[0];
      if (separator === undefined) return [text];
      const limit = Math.max(0, integerAt(values, 1, Number.MAX_SAFE_INTEGER));
      const parts =
        separator instanceof RegexValue
          ? splitByPattern(evaluation, text, separator, limit)
          : splitByText(evaluation, text, toText(evaluation, separator), limit);
      evaluation.reserveItems(parts.length);
      return parts;
    },
  },
  {
    name: 'replace',
    signature: '(part or pattern, text or (match, ...groups) => text) → text',
    doc: 'Replaces the first occurrence; all of them when the pattern has the flag g. $1 and $<name> stand for groups.',
    example: "'2026-11-21'.replace(/(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')",
    result: '21.11.2026',
    returns: 'text',
    takesFunction: true,
    run: (evaluation, text, values) => replace(evaluation, text, values, false),
  },
  {
    name: 'replaceAll',
    signature: '(part or pattern, text or (match, ...groups) => text) → text',
    doc: 'Replaces every occurrence.',
    example: "'a.b.c'.replaceAll('.', '/')",
    result: 'a/b/c',
    returns: 'text',
    takesFunction: true,
    run: (evaluation, text, values) => replace(evaluation, text, values, true),
  },
  {
    name: 'match',
    signature: '(pattern) → list or null',
    doc: 'The first match followed by its groups; with the flag g a list of all matches. Null when nothing matches.',
    example: "'id=42'.match(/id=(\\d+)/)",
    result: ['id=42', '42'],
    returns: 'list of text or null',
    run(evaluation, text, values) {
      const pattern = patternAt(evaluation, values);
      if (!pattern.global) return pattern.first(evaluation, text)?.groups ?? null;
      const found = [...pattern.matches(evaluation, text)].map((match) => match.groups[0]);
      return found.length === 0 ? null : found;
    },
  },
  {
    name: 'matchAll',
    signature: '(pattern) → list of lists',
    doc: 'Every match, each followed by its groups.',
    example: "'a=1 b=2'.matchAll(/(\\w)=(\\d)/g)",
    result: [
      ['a=1', 'a', '1'],
      ['b=2', 'b', '2'],
    ],
    returns: 'list of lists',
    run: (evaluation, text, values) =>
      [...patternAt(evaluation, values).matches(evaluation, text)].map((match) => match.groups),
  },
  {
    name: 'extract',
    signature: '(pattern) → object, text or null',
    doc: 'Named groups as an object; without names the first group, or the match when there are no groups. Null when nothing matches.',
    example: "'ada@example.org'.extract(/(?<user>[^@]+)@(?<host>.+)/)",
    result: { user: 'ada', host: 'example.org' },
    returns: 'any',
    run(evaluation, text, values) {
      const match = patternAt(evaluation, values).first(evaluation, text);
      if (!match) return null;
      if (Object.keys(match.named).length > 0) return match.named;
      return match.groups.length > 1 ? match.groups[1] : match.groups[0];
    },
  },
  {
    name: 'search',
    signature: '(pattern) → number',
    doc: 'Where the first match starts; -1 when nothing matches.',
    example: "'abc 123'.search(/\\d/)",
    result: 4,
    returns: 'number',
    run: (evaluation, text, values) =>
      patternAt(evaluation, values).first(evaluation, text)?.start ?? -1,
  },
];

export const patternMethods: readonly MethodEntry<RegexValue>[] = [
  {
    name: 'test',
    signature: '(text) → boolean',
    doc: 'Whether the pattern matches somewhere in the text.',
    example: "/^\\d+$/.test('123')",
    result: true,
    returns: 'boolean',
    run: (evaluation, pattern, values) =>
      pattern.test(evaluation, textAt(evaluation, values, 0, 'text')),
  },
  {
    name: 'exec',
    signature: '(text) → list or null',
    doc: 'The first match followed by its groups.',
    example: "/(\\d)-(\\d)/.exec('a 1-2')",
    result: ['1-2', '1', '2'],
    returns: 'list of text or null',
    run: (evaluation, pattern, values) =>
      pattern.first(evaluation, textAt(evaluation, values, 0, 'text'))?.groups ?? null,
  },
  {
    name: 'toString',
    signature: '() → text',
    doc: 'The pattern as it is written.',
    example: '/a+/i.toString()',
    result: '/a+/i',
    returns: 'text',
    run: (_evaluation, pattern) => pattern.toString(),
  },
];

function patternAt(evaluation: Evaluation, values: readonly unknown[]): RegexValue {
  const value = values[0];
  if (value instanceof RegexValue) return value;
  if (typeof value === 'string') {
    evaluation.charge(100 + value.length);
    return compileRegex(value, '');
  }
  throw fail(
    'EXPR_TYPE',
    `Expected a pattern, got ${describe(value)}`,
    'Write it between slashes: /\\d+/.',
  );
}

function splitByText(
  evaluation: Evaluation,
  text: string,
  separator: string,
  limit: number,
): string[] {
  evaluation.chargeText(text.length);
  if (separator === '') {
    evaluation.reserveItems(Math.min(text.length, limit));
    return text.split('', Math.min(limit, text.length));
  }
  const parts: string[] = [];
  let from = 0;
  for (
    let at = text.indexOf(separator);
    at >= 0 && parts.length < limit;
    at = text.indexOf(separator, from)
  ) {
    evaluation.charge(1);
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  if (parts.length < limit) parts.push(text.slice(from));
  return parts;
}

function splitByPattern(
  evaluation: Evaluation,
  text: string,
  pattern: RegexValue,
  limit: number,
): unknown[] {
  const parts: unknown[] = [];
  if (text === '') return pattern.test(evaluation, text) ? [] : [text].slice(0, limit);
  let from = 0;
  for (const match of pattern.matches(evaluation, text)) {
    // As in JavaScript: an empty match at the end of a part or of the text does not split.
    if (match.end === from || match.start >= text.length) continue;
    parts.push(text.slice(from, match.start), ...match.groups.slice(1));
    from = match.end;
    if (parts.length >= limit) return parts.slice(0, limit);
  }
  parts.push(text.slice(from));
  return parts.slice(0, limit);
}

function replace(
  evaluation: Evaluation,
  text: string,
  values: readonly unknown[],
  all: boolean,
): string {
  const [wanted, replacement] = values;
  const matches =
    wanted instanceof RegexValue
      ? wanted.matches(evaluation, text)
      : textMatches(evaluation, text, textAt(evaluation, values, 0, 'part to replace'));
  const every = all || (wanted instanceof RegexValue && wanted.global);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (const match of matches) {
    const made =
      typeof replacement === 'function'
        ? toText(evaluation, call(replacement as Callback, match, text))
        : expand(evaluation, textAt(evaluation, values, 1, 'replacement'), match);
    parts.push(text.slice(from, match.start), made);
    length += match.start - from + made.length;
    if (length > evaluation.budget.size) evaluation.reserveText(length);
    evaluation.charge(1 + (made.length >> 6));
    from = match.end;
    if (!every) break;
  }
  evaluation.reserveText(length + text.length - from);
  return parts.join('') + text.slice(from);
}

function* textMatches(evaluation: Evaluation, text: string, wanted: string): Generator<RegexMatch> {
  evaluation.chargeText(text.length);
  for (
    let at = text.indexOf(wanted);
    at >= 0;
    at = text.indexOf(wanted, at + (wanted.length || 1))
  ) {
    evaluation.charge(1);
    yield { start: at, end: at + wanted.length, groups: [wanted], named: {} };
    if (wanted === '' && at >= text.length) return;
  }
}

function call(replacement: Callback, match: RegexMatch, text: string): unknown {
  // The arrow may have any number of parameters: match, groups, offset, text.
  const variadic = replacement as (...values: unknown[]) => unknown;
  return variadic(...match.groups, match.start, text);
}

/** `$1`, `$<name>`, `$&` and `$$` in a replacement. */
function expand(evaluation: Evaluation, replacement: string, match: RegexMatch): string {
  if (!replacement.includes('$')) return replacement;
  // The most it can become, asked for before it is made.
  const longest = match.groups.reduce((length, each) => Math.max(length, each?.length ?? 0), 0);
  const most = replacement.length + (replacement.split('$').length - 1) * longest;
  if (most > evaluation.budget.size) evaluation.reserveText(most);
  return replacement.replace(
    /\$(?:([$&])|(\d\d?)|<([^>]*)>)/g,
    (written, sign?: string, digits?: string, name?: string) => {
      if (sign === '$') return '$';
      if (sign === '&') return match.groups[0] ?? '';
      if (name !== undefined) {
        if (Object.keys(match.named).length === 0) return written;
        return (Object.hasOwn(match.named, name) ? match.named[name] : '') ?? '';
      }
      return group(written, digits ?? '', match);
    },
  );
}

/** `$12` is group 12 when there is one, else group 1 followed by a 2. */
function group(written: string, digits: string, match: RegexMatch): string {
  const whole = Number(digits);
  if (whole >= 1 && whole < match.groups.length) return match.groups[whole] ?? '';
  const first = Number(digits[0]);
  if (digits.length === 2 && first >= 1 && first < match.groups.length)
    return (match.groups[first] ?? '') + digits.slice(1);
  return written;
}
