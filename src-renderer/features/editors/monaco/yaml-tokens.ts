import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { codeKeyOf } from '@shared/workflow/step-code';
import { type CodeState, tokenizeCodeLine } from './code-tokens';
import type { LineToken } from './line-token';
import { type HighlightedPart, highlightTemplate } from '../expression/highlight';

// Colours of a workflow's YAML, line by line. Written by hand because Monaco's own leaves a block
// text at the first line that is indented more than the one before it: every second line of code.

/** What one line leaves to the next. */
export interface YamlLineState {
  /** Indentation of the line that began the block text we are in; null outside. */
  readonly block: number | null;
  /** The block text is code: what its last line left open. */
  readonly code: CodeState | null;
  /** The quote of a text that goes on. */
  readonly quote: '"' | "'" | null;
}

export const startOfYaml: YamlLineState = { block: null, code: null, quote: null };

/** Keys of settings that hold code. */
const codeKeys = new Set(
  allStepDefinitions.flatMap(({ kind }) => codeKeyOf(kind, findStepDefinition) ?? []),
);

const blockStart = /^((?: *- +)* *)(?:[^#'"{[]*?:\s+|)[|>][-+\d]*\s*(?:#.*)?$/;
const plainKey = /^(?:[^\s#:'"{}[\],&*!|>%@`-]|-(?=[^\s]))[^#:,{}[\]]*?(?=\s*:(?:\s|$))/;
const quotedKey = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(?:\s|$))/;

/** The tokens of one line and what it leaves to the next. */
export function tokenizeYamlLine(
  line: string,
  state: YamlLineState,
): { readonly tokens: readonly LineToken[]; readonly state: YamlLineState } {
  if (state.block !== null) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && indent > state.block && state.code !== null) {
      const found = tokenizeCodeLine(line, indent, state.code);
      const tokens = [{ startIndex: 0, scopes: 'white' }, ...found.tokens];
      return { tokens, state: { ...state, code: found.state } };
    }
    if (line.trim() === '' || indent > state.block) {
      return { tokens: [{ startIndex: 0, scopes: 'text' }], state };
    }
  }
  const reader = new LineReader(line, state.block === null ? state.quote : null);
  const quote = reader.read();
  const begun = blockStart.exec(line);
  const block = begun ? (/^ */.exec(line)?.[0].length ?? 0) : null;
  const key = begun && /([\w-]+)\s*:\s+\|/.exec(line)?.[1];
  const code = key && codeKeys.has(key) ? 'plain' : null;
  return { tokens: reader.tokens, state: { block, code, quote } };
}

class LineReader {
  readonly tokens: LineToken[] = [];
  private at = 0;

  constructor(
    private readonly line: string,
    private quote: YamlLineState['quote'],
  ) {}

  /** Answers the quote of a text that is still open at the end of the line. */
  read(): YamlLineState['quote'] {
    if (this.quote) this.text(this.quote);
    while (this.at < this.line.length) this.next();
    return this.quote;
  }

  private next(): void {
    const rest = this.line.slice(this.at);
    if (this.take(rest, /^\s+/, 'white')) return;
    if (this.startsWord() && this.take(rest, /^#.*$/, 'comment')) return;
    if (this.take(rest, quotedKey, 'type.yaml') || this.take(rest, plainKey, 'type.yaml')) return;
    if (rest.startsWith('{{')) return this.template(this.plainEnd(rest));
    const [first] = rest;
    if (first === '"' || first === "'") {
      this.push('string', 1);
      this.quote = first;
      return this.text(first);
    }
    if (this.take(rest, /^(?:->)/, 'operator')) return;
    if (this.take(rest, /^(?::(?=\s|$)|-(?=\s|$)|[{}[\],])/, 'delimiter')) return;
    if (this.take(rest, /^(?:true|false|null|~)(?=\s*(?:$|#|[,\]}]))/, 'keyword')) return;
    if (this.take(rest, /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:$|#|[,\]}]))/, 'number')) return;
    if (this.take(rest, /^[|>][-+\d]*(?=\s*(?:#|$))/, 'keyword')) return;
    if (this.take(rest, /^[&*!][^\s,\]}]+/, 'tag')) return;
    this.template(this.plainEnd(rest));
  }

  /** Where a text without quotes ends: at a comment, or at the next sign inside `{ }` and `[ ]`. */
  private plainEnd(rest: string): number {
    const inFlow = /[{[]/.test(this.line.slice(0, this.at).replaceAll('{{', ''));
    const pattern = inFlow ? /\s#|,\s|[\]}](?!\})(?=[\s,\]}]|$)|\s->\s/ : /\s#|\s->\s/;
    const end = pattern.exec(rest.slice(1))?.index;
    return end === undefined ? rest.length : end + 1;
  }

  private text(quote: '"' | "'"): void {
    const rest = this.line.slice(this.at);
    const body = quote === '"' ? /^(?:[^"\\]|\\.)*/ : /^(?:[^']|'')*/;
    const length = body.exec(rest)?.[0].length ?? 0;
    this.template(length, 'string');
    if (this.line[this.at] !== quote) {
      // Something odd, such as a lone backslash at the end: the rest of the line is text.
      if (this.at < this.line.length) this.push('string', this.line.length - this.at);
      return;
    }
    this.push('string', 1);
    this.quote = null;
  }

  /** Text of a length, with its bindings coloured. */
  private template(length: number, scopes = 'text'): void {
    const text = this.line.slice(this.at, this.at + length);
    for (const part of highlightTemplate(text)) {
      this.push(part.type === 'text' ? scopes : partScopes[part.type], part.text.length);
    }
  }

  private startsWord(): boolean {
    return this.at === 0 || /\s/.test(this.line[this.at - 1] ?? ' ');
  }

  private take(rest: string, pattern: RegExp, scopes: string): boolean {
    const length = pattern.exec(rest)?.[0].length ?? 0;
    if (length > 0) this.push(scopes, length);
    return length > 0;
  }

  private push(scopes: string, length: number): void {
    if (length > 0) this.tokens.push({ startIndex: this.at, scopes });
    this.at += length;
  }
}

const partScopes: Readonly<Record<Exclude<HighlightedPart['type'], 'text'>, string>> = {
  delimiter: 'binding.delimiter',
  root: 'binding.root',
  member: 'binding.member',
  string: 'string',
  number: 'number',
  code: 'operator',
};
