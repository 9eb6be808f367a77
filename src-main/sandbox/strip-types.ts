import { stripTypeScriptTypes } from 'node:module';
import type { TextPlace } from '@shared/errors/app-error';
import { syntaxError, unsupportedTypeScript } from './code-errors';
import { CodeFailure } from './child/failure';
import { linesBefore } from './program-text';

/** A TypeScript program without its types; everything else stays where it stands. */
export function stripTypes(program: string): string {
  try {
    return stripTypeScriptTypes(program);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = caretPlace(error, linesBefore);
    const unsupported = 'code' in error && error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
    throw new CodeFailure(
      (unsupported ? unsupportedTypeScript : syntaxError)(error.message, place),
    );
  }
}

/** Both parsers say the line, then draw it, perhaps after the one before, with a caret under the place. */
export function caretPlace(error: SyntaxError, linesBefore: number): TextPlace | undefined {
  const [first = '', ...drawn] = (error.stack ?? '').split('\n');
  const line = /:(\d+)$/.exec(first)?.[1];
  if (line === undefined) return undefined;
  const caret = drawn.slice(0, 4).find((text) => /^\s*\^/.test(text));
  return {
    line: Math.max(1, Number(line) - linesBefore),
    column: caret === undefined ? 1 : caret.indexOf('^') + 1,
  };
}
