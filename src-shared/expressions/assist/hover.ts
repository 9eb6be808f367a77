import type { Expression, SpreadElement } from 'acorn';
import { parseExpression } from '../parse';
import { ExpressionError } from '../expression-error';
import { library } from '../library/library';
import { methodDocs, type LibraryDoc } from '../library/method-docs';
import { parseTemplate } from '../template';
import type { ExpressionRange } from '../types';
import { inferType } from '../../types/infer/infer-type';
import type { Surroundings } from '../../types/infer/inference';
import { pathOf } from '../../types/infer/infer-member';
import { readKey } from '../../types/infer/read-key';
import { labelOf } from '../../types/label';
import { partsOfType, type Type } from '../../types/type';
import { presentOf } from '../../types/union';
import { documentationOf, receiverOf, rootTypes, type CompletionContext } from './complete';
import { plainMarkdown } from './plain-markdown';
import { enterArrow } from './enter-arrow';
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
    const hover = hoverSource(segment.source, offset - start, rootTypes(context), context);
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
    enterArrow,
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
    const type = around.get(node.name);
    const root = context.roots[node.name];
    if (type) {
      return data({
        path: node.name,
        type,
        node,
        doc: root?.doc,
        example: exampleAt(node, context),
      });
    }
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
    const words = partsOfType(presentOf(inferType(object, around))).map(receiverOf);
    const owners = words.includes('any') ? library.ownersOf(name) : words;
    return callableHover(
      methodDocs.find((doc) => doc.name === name && owners.includes(doc.owner)),
      property,
    );
  }
  const { field, type } = readKey(inferType(object, around), name);
  return data({
    path: source.slice(node.start, node.end),
    type: field?.type ?? (type.kind === 'never' ? inferType(node, around) : type),
    node: property,
    optional: field?.optional === true,
    doc: field?.doc,
    example: exampleAt(node, context),
  });
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

interface Data {
  readonly path: string;
  readonly type: Type;
  readonly node: { readonly start: number; readonly end: number };
  readonly optional?: boolean;
  readonly doc: string | undefined;
  readonly example: unknown;
}

function data({ path, type, node, optional, doc, example }: Data): ExpressionHover {
  const label = labelOf(type, { most: 300, keys: 30 });
  const sign = optional === true ? '?' : '';
  const parts = [`\`\`\`ts\n${path}${sign}: ${label}\n\`\`\``];
  if (doc !== undefined) parts.push(plainMarkdown(doc));
  const text = exampleText(example, type);
  if (text !== undefined) parts.push(`\`\`\`json\n${text}\n\`\`\``);
  return { markdown: parts.join('\n\n'), range: { from: node.start, to: node.end } };
}

/** The value at a plain path into the examples. */
function exampleAt(node: Expression, context: CompletionContext): unknown {
  const [root, ...keys] = pathOf(node) ?? [];
  let value: unknown = root === undefined ? undefined : context.roots[String(root)]?.value;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The start of the example value as JSON; cut before it is written out whole. */
function exampleText(value: unknown, type: Type): string | undefined {
  // A root says by its keys what it holds; all of its values at once say nothing more.
  if (value === undefined || type.kind === 'secret') return undefined;
  const text = JSON.stringify(shorten(value, 3), null, 2);
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
