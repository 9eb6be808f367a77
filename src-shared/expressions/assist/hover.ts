import type { Expression, SpreadElement } from 'acorn';
import { parseExpression } from '../parse';
import { ExpressionError } from '../expression-error';
import { library } from '../library/library';
import { methodDocs, type LibraryDoc } from '../library/method-docs';
import { parseTemplate } from '../template';
import type { ExpressionRange } from '../types';
import { documentationOf, rootShapes, type CompletionContext } from './complete';
import { inferShape, insideArrow, type Surroundings } from './infer';
import { describeShape, docOfShape, typeOfShape, type Shape } from './shape';
import { walkExpression } from './walk';

export interface ExpressionHover {
  readonly markdown: string;
  /** In the template text. */
  readonly range: ExpressionRange;
}

/** Longest example value that is shown. */
const longestValue = 300;

/** What the word at an offset of a template text is; null where there is nothing to say. */
export function hoverExpression(
  text: string,
  offset: number,
  context: CompletionContext,
): ExpressionHover | null {
  if (!text.includes('{{')) return null;
  for (const segment of parseTemplate(text).segments) {
    if (typeof segment === 'string' || segment.error) continue;
    const start = segment.from + 2;
    if (offset < start || offset > segment.to - 2) continue;
    const hover = hoverSource(segment.source, offset - start, rootShapes(context), context);
    return (
      hover && { ...hover, range: { from: hover.range.from + start, to: hover.range.to + start } }
    );
  }
  return null;
}

function hoverSource(
  source: string,
  offset: number,
  roots: Surroundings,
  context: CompletionContext,
): ExpressionHover | null {
  let found: ExpressionHover | null = null;
  walkExpression(read(source) ?? nothing, roots, {
    visit(node, around) {
      // Inner nodes come later and win.
      found = hoverNode(node, offset, source, around, context) ?? found;
    },
    enterArrow: insideArrow,
  });
  return found;
}

const nothing: Expression = { type: 'Literal', value: null, raw: 'null', start: 0, end: 0 };

function read(source: string): Expression | undefined {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function hoverNode(
  node: Expression | SpreadElement,
  offset: number,
  source: string,
  around: Surroundings,
  context: CompletionContext,
): ExpressionHover | null {
  if (node.type === 'Identifier') {
    if (!isAt(node, offset)) return null;
    const shape = around.get(node.name);
    if (shape) return data(node.name, shape, node, context.roots[node.name]?.doc);
    return callableHover(
      methodDocs.find(({ owner, name }) => owner === 'function' && name === node.name),
      node,
    );
  }
  if (
    node.type !== 'MemberExpression' ||
    node.object.type === 'Super' ||
    !isAt(node.property, offset)
  )
    return null;
  const { object, property } = node;
  if (property.type !== 'Identifier' && property.type !== 'Literal') return null;
  const name = property.type === 'Identifier' ? property.name : String(property.value);
  if (
    object.type === 'Identifier' &&
    !around.has(object.name) &&
    library.namespaces.has(object.name)
  ) {
    return callableHover(
      methodDocs.find((doc) => doc.owner === object.name && doc.name === name),
      property,
    );
  }
  const isCall = /^\s*\(/.test(source.slice(node.end));
  if (isCall) {
    const type = typeOfShape(inferShape(object, around));
    const owners = type === undefined ? library.ownersOf(name) : [type];
    return callableHover(
      methodDocs.find((doc) => doc.name === name && owners.includes(doc.owner)),
      property,
    );
  }
  return data(source.slice(node.start, node.end), inferShape(node, around), property);
}

function isAt(node: { start: number; end: number }, offset: number): boolean {
  return offset >= node.start && offset <= node.end;
}

function callableHover(
  doc: LibraryDoc | undefined,
  node: { start: number; end: number },
): ExpressionHover | null {
  if (!doc) return null;
  const title = doc.signature.startsWith('→') ? doc.title : `${doc.title}${doc.signature}`;
  return {
    markdown: `\`${title}\`\n\n${documentationOf(doc)}`,
    range: { from: node.start, to: node.end },
  };
}

function data(
  path: string,
  shape: Shape,
  node: { start: number; end: number },
  doc?: string,
): ExpressionHover {
  const type = describeShape(shape);
  const parts = [`\`${path}\`${type === undefined ? '' : `: ${type}`}`];
  const said = doc ?? docOfShape(shape);
  if (said !== undefined) parts.push(said);
  const example = exampleOf(shape);
  if (example !== undefined) parts.push(`\`\`\`json\n${example}\n\`\`\``);
  return { markdown: parts.join('\n\n'), range: { from: node.start, to: node.end } };
}

/** The start of the example value as JSON; cut before it is written out whole. */
function exampleOf(shape: Shape): string | undefined {
  if (shape.value === undefined || typeOfShape(shape) === 'secret') return undefined;
  const text = JSON.stringify(shorten(shape.value, 3), null, 2);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth === 0) return Array.isArray(value) ? `list of ${value.length}` : '…';
  if (Array.isArray(value)) return value.slice(0, 3).map((item) => shorten(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 12)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [key, shorten(item, depth - 1)]),
  );
}
