import { itemOf } from '../../types/infer/read-key';
import { anyType, listOf, numberType, type Type } from '../../types/type';

/** A list of what the list holds; of anything where that is not known. */
export function listTypeOf(items: Type): Type {
  return listOf(knownItem(items));
}

/** `item` and `index`, as settings see them that are worked out item by item. */
export function listItemTypes(items: Type): Readonly<Record<string, Type>> {
  return { item: knownItem(items), index: numberType };
}

/** What a list holds; anything where it is not known to be a list. */
export function knownItem(items: Type): Type {
  const item = itemOf(items);
  return item.kind === 'never' ? anyType : item;
}
