import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import { anyType, listOf, nullType, numberType, objectOf, type Type } from '../../types/type';
import { presentOf, unionOf, widen } from '../../types/union';
import type { StepTyping, TypingContext } from '../define-step';
import { listItemTypes } from '../lib/list-types';

/** One object, or one for each group, with the fields that are computed. */
export const aggregateTypes: StepTyping = {
  output(config, context) {
    const locals = listItemTypes(context.typeOf(config['items']));
    const groupBy = isJsonObject(config['groupBy']) ? Object.entries(config['groupBy']) : [];
    const fields: Record<string, Type> = {};
    for (const [name, key] of groupBy) fields[name] = widen(context.typeOf(key, locals));
    for (const field of computations(config)) {
      const { name } = field;
      if (typeof name === 'string') fields[name] = fieldType(field, context, locals);
    }
    const row = objectOf(fields);
    return groupBy.length > 0 ? listOf(row) : row;
  },
  locals: (config, { typeOf }) => listItemTypes(typeOf(config['items'])),
};

function computations(config: JsonObject): JsonObject[] {
  const compute = config['compute'];
  return Array.isArray(compute) ? (compute as readonly JsonValue[]).filter(isJsonObject) : [];
}

function fieldType(
  field: JsonObject,
  { typeOf }: TypingContext,
  locals: Readonly<Record<string, Type>>,
): Type {
  switch (field['operation']) {
    case 'count':
    case 'distinct':
    case 'sum':
      return numberType;
    case 'average':
      return unionOf([numberType, nullType]);
    case 'list':
      return listOf(widen(typeOf(field['of'], locals)));
    case 'first':
    case 'last':
    case 'min':
    case 'max':
      // Of no values there is none; a group always has one.
      return presentOf(widen(typeOf(field['of'], locals)));
    default:
      return anyType;
  }
}
