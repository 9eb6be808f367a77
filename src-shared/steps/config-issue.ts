import type { core } from 'zod';
import type { JsonValue } from '../lib/json';
import { shorten } from '../workflow/source/check-keys';

// What a schema complains of, in plain words: the validator's own texts talk of its types.

export interface PlainIssue {
  readonly path: readonly (string | number)[];
  /** Follows the name of the setting: `must be a whole number, found the text "many"`. */
  readonly text: string;
}

type Issue = core.$ZodIssue;
type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** The issue in plain words; `valueAt` gives what stands at a path of the settings. */
export function plainIssue(
  issue: Issue,
  valueAt: (path: readonly (string | number)[]) => JsonValue | undefined,
): PlainIssue {
  const path = plainPath(issue.path);
  if (/^[a-z]/.test(issue.message)) return { path, text: withFound(issue.message, valueAt(path)) };
  if (issue.code === 'invalid_union') {
    const inner = closestBranch(issue);
    if (inner) return plainIssue({ ...inner, path: [...issue.path, ...inner.path] }, valueAt);
  }
  const wanted = wantedBy(issue);
  if (wanted === null) return { path, text: issue.message };
  if (issue.code === 'unrecognized_keys') return { path, text: wanted };
  return { path, text: `must be ${wanted}, found ${found(valueAt(path))}` };
}

/** What the schema's author has written; the validator's own texts begin as sentences. */
function withFound(message: string, value: JsonValue | undefined): string {
  const says = message.startsWith('must be ') && !message.includes(' but ');
  return says ? `${message}, found ${found(value)}` : message;
}

function plainPath(path: Issue['path']): (string | number)[] {
  return path.filter((part) => typeof part !== 'symbol');
}

/** What should stand there; null where the schema's author has said it in words. */
function wantedBy(issue: Issue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return typeName(issue.expected);
    case 'invalid_value':
      return choice(issue.values.map(String));
    case 'too_small':
      return sized(issue.message, issue.origin, issue.inclusive ?? true, 'least', issue.minimum);
    case 'too_big':
      return sized(issue.message, issue.origin, issue.inclusive ?? true, 'most', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid ') ? formatName(issue.format) : null;
    case 'unrecognized_keys':
      return `has no ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_union':
      return unionName(issue);
    default:
      return null;
  }
}

/** A limit that the schema's author has worded stays as it is. */
function sized(
  message: string,
  origin: string,
  inclusive: boolean,
  bound: 'least' | 'most',
  limit: number | bigint,
): string | null {
  if (!message.startsWith('Too ')) return null;
  const exact = inclusive
    ? `at ${bound} ${limit}`
    : `${bound === 'least' ? 'more' : 'less'} than ${limit}`;
  if (origin === 'string') return `a text of ${exact} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array' || origin === 'set')
    return `a list of ${exact} item${limit === 1 ? '' : 's'}`;
  return exact;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

const formatNames: Readonly<Record<string, string>> = {
  url: 'a web address',
  email: 'an e-mail address',
  date: 'a date',
  datetime: 'a date with time',
};

function formatName(format: string): string | null {
  return formatNames[format] ?? null;
}

function choice(options: readonly string[]): string {
  const unique = [...new Set(options)];
  if (unique.length === 1) return unique[0] ?? '';
  return `${unique.slice(0, -1).join(', ')} or ${unique.at(-1) ?? ''}`;
}

/** The alternative that the value was meant to be: the one that only went wrong further inside. */
function closestBranch(issue: UnionIssue): Issue | undefined {
  return issue.errors.find((issues) => issues.every(({ path }) => path.length > 0))?.[0];
}

function unionName(issue: UnionIssue): string | null {
  const { options } = issue as { readonly options?: readonly unknown[] };
  if (options !== undefined) return choice(options.map(String));
  const names = issue.errors.map(([first]) => (first ? wantedBy(first) : null));
  const known = names.filter((name) => name !== null);
  return known.length > 0 && known.length === names.length ? choice(known) : null;
}

function found(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  if (value === '') return 'an empty text';
  if (typeof value === 'string') return `the text "${shorten(value)}"`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
}
