import type { LineToken } from './line-token';

/** What a line of code leaves open: a comment or a template that goes on. */
export type CodeState = 'plain' | 'comment' | 'template';

const keywords = new Set(
  'abstract any as asserts async await boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let never new null number object of out override private protected public readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unknown using var void while with yield'.split(
    ' ',
  ),
);

const piece =
  /(?<comment>\/\/.*)|(?<open>\/\*)|(?<template>`)|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>\d[\w.]*)|(?<word>[\p{ID_Start}_$#@][\p{ID_Continue}$]*)|(?<white>\s+)|(?<sign>[^])/uy;
const pattern = /\/(?![*/])(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/y;

/** After these a `/` begins a pattern; after anything else it divides. */
const beforePattern =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|delete|void))\s*$/;

/** The colours of one line of JavaScript or TypeScript, from a column on, and what it leaves open. */
export function tokenizeCodeLine(
  line: string,
  from: number,
  state: CodeState,
): { readonly tokens: readonly LineToken[]; readonly state: CodeState } {
  const tokens: LineToken[] = [];
  let open = state;
  let at = from;
  const push = (scopes: string, end: number): void => {
    if (end > at && tokens.at(-1)?.scopes !== scopes) tokens.push({ startIndex: at, scopes });
    at = end;
  };
  const close = (scopes: string, end: RegExp): void => {
    end.lastIndex = at;
    const found = end.exec(line);
    push(scopes, found ? end.lastIndex : line.length);
    if (found) open = 'plain';
  };
  while (at < line.length) {
    if (open === 'comment') {
      close('comment', /\*\//g);
      continue;
    }
    if (open === 'template') {
      close('string', /(?<!\\)(?:\\\\)*`/g);
      continue;
    }
    pattern.lastIndex = at;
    if (line[at] === '/' && beforePattern.test(line.slice(from, at)) && pattern.test(line)) {
      push('regexp', pattern.lastIndex);
      continue;
    }
    piece.lastIndex = at;
    const groups = piece.exec(line)?.groups ?? {};
    const end = Math.max(piece.lastIndex, at + 1);
    if (groups['comment'] !== undefined) push('comment', end);
    else if (groups['open'] !== undefined) {
      push('comment', end);
      open = 'comment';
    } else if (groups['template'] !== undefined) {
      push('string', end);
      open = 'template';
    } else if (groups['string'] !== undefined) push('string', end);
    else if (groups['number'] !== undefined) push('number', end);
    else if (groups['word'] !== undefined) {
      const member = line[at - 1] === '.';
      push(!member && keywords.has(groups['word']) ? 'keyword' : 'identifier', end);
    } else push(groups['white'] === undefined ? 'delimiter' : 'white', end);
  }
  return { tokens, state: open };
}
