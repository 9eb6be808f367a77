import { parseExpressionAt, type Expression } from 'acorn';
import { ExpressionError, fail } from './expression-error';

/** Longer sources belong in a code step; also bounds how deep the parser can recurse. */
const longestSource = 50_000;

/** Reads one expression. Offsets in the tree are offsets in `source`. Throws EXPR_SYNTAX. */
export function parseExpression(source: string): Expression {
  if (source.length > longestSource) {
    throw fail(
      'EXPR_SYNTAX',
      `The expression has ${source.length} characters; at most ${longestSource} are allowed`,
      'Move it to a code step.',
    );
  }
  if (source.trim() === '') {
    throw fail('EXPR_SYNTAX', 'The binding is empty', 'Write an expression between {{ and }}.', {
      from: 0,
      to: source.length,
    });
  }
  if (source.trimStart().startsWith('{{')) {
    const from = source.indexOf('{{');
    throw fail(
      'EXPR_SYNTAX',
      `A binding cannot stand inside another`,
      'Remove the inner braces: the whole binding is one expression.',
      { from, to: from + 2 },
    );
  }
  let end = 0;
  try {
    // Module code is strict, and has no HTML-like comments.
    const tree = parseExpressionAt(source, 0, {
      ecmaVersion: 2024,
      sourceType: 'module',
      onToken: (token) => {
        end = token.end;
      },
    });
    refuseRest(source, end);
    return tree;
  } catch (error) {
    throw readable(error, source);
  }
}

/** The parser stops after one expression; only blanks and comments may follow. */
function refuseRest(source: string, end: number): void {
  const rest = source.slice(end).replace(/^(?:\s+|\/\*[^]*?\*\/|\/\/[^\n]*)*/, '');
  if (rest === '') return;
  const from = source.length - rest.length;
  const found = firstSign(rest);
  throw fail('EXPR_SYNTAX', `Unexpected "${found}"`, 'A binding holds exactly one expression.', {
    from,
    to: from + found.length,
  });
}

function firstSign(text: string): string {
  return /^[\w$]+|^[^]/u.exec(text)?.[0] ?? '';
}

function readable(error: unknown, source: string): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof RangeError || isOutOfStack(error)) {
    return fail('EXPR_STACK', 'The expression is nested too deep', 'Split it over several steps.', {
      from: 0,
      to: source.length,
    });
  }
  if (error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number') {
    return fromAcorn(error.message, error.pos, source);
  }
  throw error;
}

/** The parser tells that it ran out of stack as a syntax error. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof SyntaxError && error.message.startsWith('Not enough stack space');
}

const statementWord =
  /^\s*(?:for|while|do|if|switch|return|throw|try|var|let|const|debugger|import|export)\b/;

function fromAcorn(message: string, position: number, source: string): ExpressionError {
  const from = Math.min(Math.max(position, 0), source.length);
  const atEnd = source.slice(from).trim() === '';
  const found = firstSign(source.slice(from));
  const reason = message.replace(/ \(\d+:\d+\)$/, '');
  const what = atEnd
    ? 'The expression ends too early'
    : reason === 'Unexpected token'
      ? `Unexpected "${found}"`
      : reason;
  const hint = statementWord.test(source)
    ? 'Statements are not expressions: use ?:, map, filter and reduce, or a code step.'
    : undefined;
  const range = {
    from: atEnd ? source.trimEnd().length : from,
    to: atEnd ? source.length : from + found.length,
  };
  return fail('EXPR_SYNTAX', what, hint, range);
}
