import type { Expression } from 'acorn';
import { BoundedCache } from './bounded-cache';
import { checkExpression } from './check';
import { type CompiledTree, compileTree } from './compile/compile-expression';
import { ExpressionError } from './expression-error';
import { library } from './library/library';
import { parseExpression } from './parse';

/** An expression, read, checked and compiled once. */
export interface CompiledExpression extends CompiledTree {
  /** The result can only be a value of the scope or a literal, so it is JSON already. */
  readonly readsOnly: boolean;
}

const cache = new BoundedCache<CompiledExpression | ExpressionError>(1000, 10_000);

/** In front of the cache, because to compare two texts is quicker than to look one up: by length. */
const recent: ({ readonly source: string; readonly compiled: CompiledExpression } | undefined)[] =
  Array.from({ length: 64 });

/** From the cache when the same text was compiled recently. Throws for text that is no expression. */
export function compileExpression(source: string): CompiledExpression {
  const last = recent[source.length];
  if (last !== undefined && last.source === source) return last.compiled;
  const known = cache.get(source);
  const compiled = known ?? compileNew(source);
  if (!known) cache.set(source, compiled);
  if (compiled instanceof ExpressionError) throw compiled;
  if (source.length < recent.length) recent[source.length] = { source, compiled };
  return compiled;
}

function compileNew(source: string): CompiledExpression | ExpressionError {
  try {
    const tree = parseExpression(source);
    const [error] = checkExpression(tree, library.vocabulary);
    if (error) return error;
    return { ...compileTree(tree, source), readsOnly: readsOnly(tree) };
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function readsOnly(node: Expression): boolean {
  switch (node.type) {
    case 'Identifier':
      return node.name !== 'NaN' && node.name !== 'Infinity';
    case 'Literal':
      return !node.regex && node.value !== Number.POSITIVE_INFINITY;
    case 'MemberExpression':
      return node.object.type !== 'Super' && readsOnly(node.object);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return readsOnly(node.expression);
    case 'LogicalExpression':
      return readsOnly(node.left) && readsOnly(node.right);
    case 'ConditionalExpression':
      return readsOnly(node.consequent) && readsOnly(node.alternate);
    default:
      return false;
  }
}
