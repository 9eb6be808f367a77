import type { JsonObject } from '../../lib/json';
import {
  anyType,
  booleanType,
  listOf,
  nullType,
  numberType,
  objectOf,
  textType,
  type Type,
} from '../../types/type';
import { unionOf } from '../../types/union';
import type { StepTyping, TypingContext } from '../define-step';
import { knownItem } from '../lib/list-types';

/** The names inside, and the list of what the rounds gave. */
export const loopTypes: StepTyping = {
  output(config, context) {
    const result = roundType(context);
    const error = objectOf({ code: textType, message: textType });
    const items = overItems(config);
    return objectOf({
      results: listOf(config['errors'] === 'collect' ? unionOf([result, nullType]) : result),
      errors: listOf(
        objectOf({ index: numberType, ...(items && { item: itemType(config, context) }), error }),
      ),
      count: numberType,
    });
  },
  locals(config, context) {
    const index = nameIn(config, 'index', 'index');
    if (!overItems(config)) return { loop: roundNames(config), [index]: numberType };
    const item = itemType(config, context);
    const loop = objectOf({
      item,
      index: numberType,
      count: numberType,
      first: booleanType,
      last: booleanType,
    });
    return { loop, [nameIn(config, 'item', 'item')]: item, [index]: numberType };
  },
};

function roundNames({ mode }: JsonObject): Type {
  if (mode === 'count') {
    return objectOf({
      index: numberType,
      count: numberType,
      first: booleanType,
      last: booleanType,
    });
  }
  // What the round before gave: its type would follow from itself.
  return objectOf({ index: numberType, first: booleanType, previous: anyType });
}

function roundType({ parts }: TypingContext): Type {
  return parts().find(({ entry }) => entry === null)?.result ?? anyType;
}

function itemType(config: JsonObject, { typeOf }: TypingContext): Type {
  return knownItem(typeOf(config['items']));
}

function overItems({ mode }: JsonObject): boolean {
  return mode === undefined || mode === 'items';
}

function nameIn(config: JsonObject, key: string, fallback: string): string {
  const name = config[key];
  return typeof name === 'string' && name !== '' ? name : fallback;
}
