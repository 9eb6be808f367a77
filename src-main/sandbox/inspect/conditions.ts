import { parseExpressionAt, type Node } from 'acorn';

// Conditions of breakpoints. One that surely ends is evaluated by the engine itself, which costs
// next to nothing. Others are evaluated from here, at every hit, because only then they can be ended.

/** What is known to end, given plain values. */
const quickNodes = new Set([
  'ArrayExpression',
  'BinaryExpression',
  'ChainExpression',
  'ConditionalExpression',
  'Identifier',
  'Literal',
  'LogicalExpression',
  'MemberExpression',
  'ObjectExpression',
  'ParenthesizedExpression',
  'Property',
  'TemplateElement',
  'TemplateLiteral',
  'ThisExpression',
  'UnaryExpression',
]);
const quickMethods = new Set(
  `abs at ceil charAt codePointAt endsWith floor getTime has hasOwn includes indexOf isArray isFinite isInteger
   isNaN lastIndexOf max min now round slice startsWith toFixed toLowerCase toUpperCase trim`.split(
    /\s+/,
  ),
);

/** Whether it can be left to the engine: no calls but of well-known methods, and it changes nothing. */
export function isQuick(condition: string): boolean {
  const expression = readExpression(condition);
  return expression !== null && isQuickNode(expression);
}

/** Null when it is no single expression. */
export function readExpression(text: string, allowAwait = false): Node | null {
  try {
    const node = parseExpressionAt(text, 0, {
      ecmaVersion: 'latest',
      allowAwaitOutsideFunction: allowAwait,
    });
    // What follows it may be space and comments only.
    const rest = text.slice(node.end);
    const isAll = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*$/.test(rest);
    return isAll ? node : null;
  } catch {
    return null;
  }
}

function isQuickNode(node: Node): boolean {
  if (node.type === 'CallExpression') return isQuickCall(node);
  if (!quickNodes.has(node.type)) return false;
  if (node.type === 'UnaryExpression' && 'operator' in node && node.operator === 'delete')
    return false;
  return partsOf(node).every(isQuickNode);
}

function isQuickCall(node: Node): boolean {
  const callee = 'callee' in node && isNode(node.callee) ? node.callee : null;
  if (callee?.type !== 'MemberExpression' || !('property' in callee) || !isNode(callee.property))
    return false;
  const { property } = callee;
  const isKnown = 'name' in property && quickMethods.has(String(property.name));
  return isKnown && partsOf(node).every(isQuickNode);
}

function partsOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((part: unknown) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** For the engine: true also when one of them throws, so that this is then found out and told. */
export function engineCondition(conditions: readonly string[]): string {
  const any = conditions.map((condition) => `(${condition}\n)`).join(' || ');
  return `(() => { try { return !!(${any}); } catch { return true; } })()`;
}
