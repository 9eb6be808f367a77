import { codeTooLargeError } from './code-errors';
import { CodeFailure } from './child/failure';

// How the code of a step becomes a program: the same text in every lane.

/** Characters of source that one code step may have. */
const maximumCodeLength = 1_000_000;

/** Lines of the program before the user's first. */
export const linesBefore = 1;

export function refuseTooLarge(code: string): void {
  if (code.length > maximumCodeLength) {
    throw new CodeFailure(codeTooLargeError(code.length, maximumCodeLength));
  }
}

export interface ProgramOptions {
  /** For code that a debugger looks at: it stands still before the first line. */
  readonly debugged?: boolean;
}

/**
 * An expression that gives a function of the names, which gives the user's code as an async function.
 * The code stands on lines of its own inside an inner function, so that it may declare names that
 * are at hand already.
 */
export function programText(
  code: string,
  names: readonly string[],
  { debugged = false }: ProgramOptions = {},
): string {
  // The eval is never reached; but where one is, the engine keeps every name that is in sight, also
  // those that the code does not use.
  const [stop, keep] = debugged ? [' debugger;', " eval('');"] : ['', ''];
  return `(function (${names.join(', ')}) { 'use strict'; return async function () {${stop}\n${code}\n};${keep} })`;
}

const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export
   extends false finally for function if implements import in instanceof interface let new null package
   private protected public return static super switch this throw true try typeof var void while with
   yield`.split(/\s+/),
);

/** Whether code can see a root under its name. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name);
}
