import { plainMarkdown } from './plain-markdown';
import type { JsonObject } from '../../lib/json';
import { isForbiddenKey } from '../forbidden-names';
import { methodDocs, type LibraryDoc } from '../library/method-docs';
import { library } from '../library/library';
import type { ExpressionRange } from '../types';
import { findCaret, type Caret } from './caret';
import { inferType } from '../../types/infer/infer-type';
import type { Surroundings } from '../../types/infer/inference';
import { readKey } from '../../types/infer/read-key';
import { labelOf } from '../../types/label';
import { typeOfExample } from '../../types/of-value';
import { typeOfSchema } from '../../types/of-schema';
import { refine } from '../../types/refine';
import { partsOfType, type Type } from '../../types/type';
import { presentOf } from '../../types/union';

/** What is known of one root: its type, or what that follows from; and an example for hovers. */
export interface CompletionRoot {
  readonly type?: Type | undefined;
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
  const roots = rootTypes(context);
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

/** The types of all roots. */
export function rootTypes(context: CompletionContext): Surroundings {
  return new Map(
    Object.entries(context.roots).map(([name, { type, value, schema }]) => [
      name,
      type ?? refine(typeOfSchema(schema), value === undefined ? undefined : typeOfExample(value)),
    ]),
  );
}

/** Parameters, roots, functions and groups of functions. */
function names(caret: Caret, roots: Surroundings, context: CompletionContext): CompletionItem[] {
  const range = { from: caret.from, to: caret.to };
  const items: CompletionItem[] = [];
  for (const [name, type] of caret.around) {
    const isRoot = roots.get(name) === type;
    const doc = isRoot ? context.roots[name]?.doc : undefined;
    const item: CompletionItem = {
      label: name,
      kind: isRoot ? 'root' : 'value',
      insert: name,
      range,
      ...describedAs(type),
      ...(doc !== undefined && { documentation: plainMarkdown(doc) }),
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
  const type = presentOf(inferType(object, caret.around));
  const kinds = new Set(partsOfType(type).map(receiverOf));
  const isSteps = object.type === 'Identifier' && object.name === 'steps';
  const items = keysOf(type).map((key) => property(key, type, isSteps, caret));
  if (caret.sign === 'key' || kinds.has('secret')) return items;
  if (kinds.has('text') || kinds.has('list')) {
    items.push({ label: 'length', kind: 'property', detail: 'number', insert: 'length', range });
  }
  if (kinds.has('list')) items.unshift(firstItem(type, caret));
  for (const doc of methodDocs) {
    if (kinds.has(doc.owner)) items.push(callable(doc, 'method', range));
  }
  if (kinds.has('any') || kinds.has('never')) items.push(...methodsOfAnyType(range));
  return items;
}

/** The word for a receiver: a fixed text has the methods of text. */
export function receiverOf(type: Type): string {
  if (type.kind !== 'literal') return type.kind;
  return typeof type.value === 'string' ? 'text' : typeof type.value;
}

/** The keys that a value may have. */
function keysOf(type: Type): string[] {
  return partsOfType(type).flatMap((part) =>
    part.kind === 'object' ? [...part.fields.keys()] : [],
  );
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

function property(key: string, owner: Type, isStep: boolean, caret: Caret): CompletionItem {
  const { field, type } = readKey(owner, key);
  const doc = field?.doc;
  return {
    label: key,
    kind: isStep ? 'step' : 'property',
    ...describedAs(field?.type ?? type),
    ...(doc !== undefined && { documentation: plainMarkdown(doc) }),
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

function firstItem(type: Type, caret: Caret): CompletionItem {
  const from = caret.sign === '.' ? caret.from - 1 : caret.from;
  return {
    label: '[0]',
    kind: 'value',
    ...describedAs(readKey(type, 0).type),
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

function describedAs(type: Type): { detail?: string } {
  return type.kind === 'any' || type.kind === 'never'
    ? {}
    : { detail: labelOf(type, { most: 44 }) };
}

/** What starts with the typed letters first, then what contains them. */
function rank(items: readonly CompletionItem[], typed: string): CompletionItem[] {
  if (typed === '') return [...items];
  const starts = items.filter(({ label }) => label.toLowerCase().startsWith(typed));
  const contains = items.filter(({ label }) => label.toLowerCase().indexOf(typed) > 0);
  return [...starts, ...contains];
}
