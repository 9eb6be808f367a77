import { parse } from 'acorn';
import type { JsonObject } from '../../lib/json';
import type { ConfigProblem } from '../define-step';

/**
 * Syntax errors of a JavaScript code step, at the line and column of the editor. TypeScript is not
 * parsed here: the editor has its own checker, and running it says exactly what is wrong.
 */
export function checkCode(config: JsonObject): ConfigProblem[] {
  const code = config['code'];
  if (typeof code !== 'string') return [];
  if (code.length > 1_000_000) {
    const message = `The code has ${code.length} characters; a code step may have 1,000,000`;
    return [{ code: 'CODE_TOO_LARGE', severity: 'error', message, path: ['code'] }];
  }
  if (config['language'] === 'typescript') return [];
  return javaScriptProblems(code);
}

function javaScriptProblems(code: string): ConfigProblem[] {
  try {
    // Module grammar, because code steps are strict; `return` and `await` because they are functions.
    const program = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      locations: true,
    });
    return program.body.flatMap((statement) => {
      if (!/^(Import|Export)/.test(statement.type)) return [];
      const start = statement.loc?.start;
      return [
        problem(
          'A code step is the body of a function: write `const x = await import("node:path")` instead of import, and return instead of export',
          start?.line ?? 1,
          (start?.column ?? 0) + 1,
        ),
      ];
    });
  } catch (error) {
    if (!isAcornError(error)) throw error;
    const message = error.message.replace(/\s*\(\d+:\d+\)$/, '');
    return [problem(message, error.loc.line, error.loc.column + 1)];
  }
}

function problem(message: string, line: number, column: number): ConfigProblem {
  return {
    code: 'CODE_SYNTAX',
    severity: 'error',
    message,
    path: ['code'],
    place: { line, column },
  };
}

interface AcornError extends SyntaxError {
  readonly loc: { readonly line: number; readonly column: number };
}

function isAcornError(error: unknown): error is AcornError {
  return error instanceof SyntaxError && 'loc' in error;
}
