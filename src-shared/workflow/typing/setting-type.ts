import type { Expression } from 'acorn';
import { BoundedCache } from '../../expressions/bounded-cache';
import { ExpressionError } from '../../expressions/expression-error';
import { parseExpression } from '../../expressions/parse';
import { parseTemplate } from '../../expressions/template';
import { isJsonObject, type JsonValue } from '../../lib/json';
import type { Surroundings } from '../../types/infer/inference';
import { inferType } from '../../types/infer/infer-type';
import {
  anyType,
  booleanType,
  listOf,
  literalOf,
  nullType,
  numberType,
  partsOfType,
  textType,
  type Field,
  type Type,
} from '../../types/type';
import { unionOf } from '../../types/union';

const deepest = 10;

/** Fixed text longer than this is prose, not a choice. */
const longestLiteral = 40;

const trees = new BoundedCache<Expression | null>(4000, 20_000);

/** The tree of an expression; null when it cannot be read. */
export function treeOf(source: string): Expression | null {
  const known = trees.get(source);
  if (known !== undefined) return known;
  const tree = read(source);
  trees.set(source, tree);
  return tree;
}

function read(source: string): Expression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** The type of a setting's value once its bindings are resolved. */
export function typeOfSetting(value: JsonValue | undefined, around: Surroundings, depth = 0): Type {
  if (value === undefined || depth > deepest) return anyType;
  if (value === null) return nullType;
  switch (typeof value) {
    case 'string':
      return typeOfTemplate(value, around);
    case 'number':
      return numberType;
    case 'boolean':
      return booleanType;
    default:
  }
  if (!isJsonObject(value)) {
    const items = (value as readonly JsonValue[])
      .slice(0, 100)
      .map((item) => typeOfSetting(item, around, depth + 1));
    return listOf(items.length === 0 ? anyType : unionOf(items));
  }
  const fields = new Map<string, Field>();
  for (const [key, item] of Object.entries(value)) {
    const type = typeOfSetting(item as JsonValue, around, depth + 1);
    fields.set(key, { type, optional: false });
  }
  return { kind: 'object', fields, rest: null };
}

/** A text that is exactly one binding keeps the binding's type; anything else is text. */
function typeOfTemplate(text: string, around: Surroundings): Type {
  if (!text.includes('{{')) {
    return text.length <= longestLiteral ? literalOf(text) : textType;
  }
  const { single } = parseTemplate(text);
  if (single === undefined) return textType;
  const tree = treeOf(single.source);
  return tree === null ? anyType : resultOf(inferType(tree, around));
}

/** What of an expression's value is left when it is written down as JSON. */
export function resultOf(type: Type, depth = 0): Type {
  if (depth > deepest) return anyType;
  switch (type.kind) {
    case 'date':
      return textType;
    case 'absent':
      return nullType;
    case 'pattern':
      return anyType;
    case 'list':
      return listOf(resultOf(type.item, depth + 1));
    case 'object':
      return {
        ...type,
        fields: new Map(
          [...type.fields].map(([key, field]) => [
            key,
            { ...field, type: fieldResult(field.type, depth) },
          ]),
        ),
        rest: type.rest === null ? null : fieldResult(type.rest, depth),
      };
    case 'union':
      return unionOf(partsOfType(type).map((part) => resultOf(part, depth + 1)));
    default:
      return type;
  }
}

/** A key whose value is missing is left out; one that may be missing reads as what it else is. */
function fieldResult(type: Type, depth: number): Type {
  return resultOf(type, depth + 1);
}
