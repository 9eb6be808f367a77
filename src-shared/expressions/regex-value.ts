import { RE2JS } from 're2js';
import type { Evaluation } from './evaluation';
import { ExpressionError, fail } from './expression-error';
import { BoundedCache } from './bounded-cache';

/** Longest pattern; far above any written by hand. */
const longestPattern = 1000;

// One find is linear in the text, but finding all can be quadratic (`/a.*b|a/g` on "aaaa…") and the
// engine does not tell how far it looked. So many finds together also have this much time.
const allMatchesMilliseconds = 500;

/** One match, with offsets into the text. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** Group 0 is the whole match; null when a group took no part. */
  readonly groups: readonly (string | null)[];
  readonly named: Readonly<Record<string, string | null>>;
}

/** A regular expression on a linear-time engine: no input can make it hang. */
export class RegexValue {
  // Private fields, so that it has no own properties that an expression could read.
  readonly #source: string;
  readonly #flags: string;
  readonly #compiled: RE2JS;
  readonly #costPerCharacter: number;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
    this.#compiled = compilePattern(source, flags);
    this.#costPerCharacter = (4 + this.#compiled.programSize()) / 64;
  }

  get global(): boolean {
    return this.#flags.includes('g');
  }

  get source(): string {
    return this.#source;
  }

  get flags(): string {
    return this.#flags;
  }

  toString(): string {
    return `/${this.#source}/${this.#flags}`;
  }

  test(evaluation: Evaluation, text: string): boolean {
    this.charge(evaluation, text.length);
    return this.#compiled.test(text);
  }

  first(evaluation: Evaluation, text: string): RegexMatch | undefined {
    for (const match of this.matches(evaluation, text)) return match;
    return undefined;
  }

  /** Matches from left to right. */
  *matches(evaluation: Evaluation, text: string): Generator<RegexMatch> {
    this.charge(evaluation, text.length);
    const matcher = this.#compiled.matcher(text);
    const groupCount = this.#compiled.groupCount();
    const names = Object.entries(this.#compiled.namedGroups());
    const deadline = Date.now() + allMatchesMilliseconds;
    while (matcher.find()) {
      evaluation.charge(2 + groupCount);
      const groups: (string | null)[] = [];
      for (let group = 0; group <= groupCount; group++) groups.push(matcher.group(group));
      const named: Record<string, string | null> = {};
      for (const [name, index] of names) {
        if (name !== '__proto__') named[name] = groups[index] ?? null;
      }
      yield { start: matcher.start(), end: matcher.end(), groups, named };
      if (Date.now() > deadline) {
        throw fail(
          'EXPR_BUDGET',
          `Finding all matches of ${this.toString()} takes too long`,
          'Make the pattern more exact, or do this in a code step.',
        );
      }
    }
  }

  private charge(evaluation: Evaluation, length: number): void {
    evaluation.charge(1 + Math.ceil(length * this.#costPerCharacter));
  }
}

const cache = new BoundedCache<RegexValue>(200, longestPattern + 10);

/** A compiled pattern, from the cache when it was used recently. Throws EXPR_SYNTAX. */
export function compileRegex(source: string, flags: string): RegexValue {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new RegexValue(source, flags);
  cache.set(key, made);
  return made;
}

function compilePattern(source: string, flags: string): RE2JS {
  if (source.length > longestPattern) {
    throw fail('EXPR_MEMORY', `The pattern has more than ${longestPattern} characters`);
  }
  let bits = 0;
  for (const flag of flags) {
    if (flag === 'i') bits |= RE2JS.CASE_INSENSITIVE;
    else if (flag === 'm') bits |= RE2JS.MULTILINE;
    else if (flag === 's') bits |= RE2JS.DOTALL;
    else if (flag !== 'g' && flag !== 'u') {
      throw fail(
        'EXPR_SYNTAX',
        `The pattern flag "${flag}" is not supported`,
        'Use g, i, m, s or u.',
      );
    }
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), bits);
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    const reason =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    throw fail(
      'EXPR_SYNTAX',
      `The pattern /${source}/ is not supported: ${reason}`,
      'Patterns have no look-around and no back references, so that they can never hang.',
    );
  }
}
