import type { JsonObject } from '../../lib/json';
import { isForbiddenKey } from '../forbidden-names';
import { methodDocs, type LibraryDoc } from '../library/method-docs';
import { library } from '../library/library';
import type { ExpressionRange } from '../types';
import { findCaret, type Caret } from './caret';
import { inferShape, type Surroundings } from './infer';
import { describeShape, docOfShape, keysOf, memberOf, typeOfShape, type Shape } from './shape';

/** What is known of one root: an example value, a JSON Schema, or both. */
export interface CompletionRoot {
  readonly value?: unknown;
  readonly schema?: JsonObject | undefined;
  /** One line about the root. */
  readonly doc?: string;
}

/** What the place of an expression sees, by root name; for completion and hover. */
export interface CompletionContext {
  readonly roots: Readonly<Record<string, CompletionRoot>>;
}

/** One thing that may be written at the caret. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'root' | 'step' | 'property' | 'method' | 'function' | 'value';
  /** Its type, or a signature. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly insert: string;
  /** What `insert` replaces, in the template text. */
  readonly range: ExpressionRange;
}

/**
 * What can stand at an offset of a template text, best first. Items are narrowed to what has been
 * typed of the word. Empty outside of bindings.
 */
export function completeExpression(
  text: string,
  offset: number,
  context: CompletionContext,
): readonly CompletionItem[] {
  const roots = rootShapes(context);
  const caret = findCaret(text, offset, roots);
  if (!caret) return [];
  const typed = text.slice(caret.from, offset).toLowerCase();
  const items =
    caret.object === undefined ? names(caret, roots, context) : members(caret, caret.object);
  return rank(
    items.filter(({ label }) => isForbiddenKey(label) === false),
    typed,
  );
}

export function rootShapes(context: CompletionContext): Surroundings {
  return new Map(
    Object.entries(context.roots).map(([name, { value, schema }]) => [
      name,
      { ...(value !== undefined && { value }), ...(schema && { schema }) },
    ]),
  );
}

/** Parameters, roots, functions and groups of functions. */
function names(caret: Caret, roots: Surroundings, context: CompletionContext): CompletionItem[] {
  const range = { from: caret.from, to: caret.to };
  const items: CompletionItem[] = [];
  for (const [name, shape] of caret.around) {
    const isRoot = roots.get(name) === shape;
    const doc = (isRoot ? context.roots[name]?.doc : undefined) ?? docOfShape(shape);
    const item: CompletionItem = {
      label: name,
      kind: isRoot ? 'root' : 'value',
      insert: name,
      range,
      ...describedAs(shape),
      ...(doc !== undefined && { documentation: doc }),
    };
    // Parameters of the function around are what is wanted most.
    if (isRoot) items.push(item);
    else items.unshift(item);
  }
  for (const doc of methodDocs) {
    if (doc.owner === 'function') items.push(callable(doc, 'function', range));
  }
  for (const name of library.namespaces.keys()) {
    items.push({ label: name, kind: 'function', detail: 'functions', insert: name, range });
  }
  return items;
}

/** Keys of the value before the caret, then the methods of its type. */
function members(caret: Caret, object: NonNullable<Caret['object']>): CompletionItem[] {
  const range = { from: caret.from, to: caret.to };
  if (
    object.type === 'Identifier' &&
    !caret.around.has(object.name) &&
    library.namespaces.has(object.name)
  ) {
    return methodDocs
      .filter(({ owner }) => owner === object.name)
      .map((doc) => callable(doc, 'function', range));
  }
  const shape = inferShape(object, caret.around);
  const type = typeOfShape(shape);
  const isSteps = object.type === 'Identifier' && object.name === 'steps';
  const items = keysOf(shape).map((key) => property(key, memberOf(shape, key), isSteps, caret));
  if (caret.sign === 'key' || type === 'secret') return items;
  if (type === 'text' || type === 'list') {
    items.push({ label: 'length', kind: 'property', detail: 'number', insert: 'length', range });
  }
  if (type === 'list') items.unshift(firstItem(shape, caret));
  for (const doc of methodDocs) {
    if (doc.owner === type) items.push(callable(doc, 'method', range));
  }
  if (type === undefined || type === 'null') items.push(...methodsOfAnyType(range));
  return items;
}

function methodsOfAnyType(range: ExpressionRange): CompletionItem[] {
  const seen = new Set<string>();
  return methodDocs.flatMap((doc) => {
    const isMethod =
      library.vocabulary.methods.has(doc.name) &&
      /^[a-z]/.test(doc.owner) &&
      doc.owner !== 'function';
    if (!isMethod || seen.has(doc.name)) return [];
    seen.add(doc.name);
    return [callable(doc, 'method', range)];
  });
}

function property(key: string, shape: Shape, isStep: boolean, caret: Caret): CompletionItem {
  const doc = docOfShape(shape);
  return {
    label: key,
    kind: isStep ? 'step' : 'property',
    ...describedAs(shape),
    ...(doc !== undefined && { documentation: doc }),
    ...written(key, caret),
  };
}

/** A key that is no name goes into brackets, and then takes the place of the dot too. */
function written(key: string, caret: Caret): Pick<CompletionItem, 'insert' | 'range'> {
  const range = { from: caret.from, to: caret.to };
  if (caret.sign === 'key') {
    return {
      insert:
        caret.quote === '"' ? JSON.stringify(key).slice(1, -1) : key.replace(/['\\]/g, '\\$&'),
      range,
    };
  }
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return { insert: key, range };
  const brackets = `[${JSON.stringify(key)}]`;
  return caret.sign === '.'
    ? { insert: brackets, range: { ...range, from: range.from - 1 } }
    : { insert: brackets, range };
}

function firstItem(shape: Shape, caret: Caret): CompletionItem {
  const from = caret.sign === '.' ? caret.from - 1 : caret.from;
  return {
    label: '[0]',
    kind: 'value',
    ...describedAs(memberOf(shape, 0)),
    documentation: 'The first item.',
    insert: '[0]',
    range: { from, to: caret.to },
  };
}

function callable(
  doc: LibraryDoc,
  kind: 'method' | 'function',
  range: ExpressionRange,
): CompletionItem {
  const isConstant = doc.signature.startsWith('→');
  return {
    label: doc.name,
    kind,
    detail: doc.signature,
    documentation: documentationOf(doc),
    insert: isConstant ? doc.name : `${doc.name}${doc.signature.startsWith('()') ? '()' : '('}`,
    range,
  };
}

/** Markdown for a function or method: what it does and an example. */
export function documentationOf(doc: LibraryDoc): string {
  return `${doc.doc}\n\n\`${doc.example}\` → \`${JSON.stringify(doc.result)}\``;
}

function describedAs(shape: Shape): { detail?: string } {
  const detail = describeShape(shape);
  return detail === undefined ? {} : { detail };
}

/** What starts with the typed letters first, then what contains them. */
function rank(items: readonly CompletionItem[], typed: string): CompletionItem[] {
  if (typed === '') return [...items];
  const starts = items.filter(({ label }) => label.toLowerCase().startsWith(typed));
  const contains = items.filter(({ label }) => label.toLowerCase().indexOf(typed) > 0);
  return [...starts, ...contains];
}
