import type { JsonObject } from '../../lib/json';
import {
  listOf,
  literalOf,
  nullType,
  objectOf,
  textType,
  type Field,
  type ObjectType,
  type Type,
} from '../../types/type';
import { unionOf } from '../../types/union';
import type { TypingContext } from '../define-step';

/** What each branch gives, by its name; null where the parallel does not wait for all. */
export function parallelOutput(config: JsonObject, { parts }: TypingContext): Type {
  const waitsForAll = (config['join'] ?? 'all') === 'all' && config['errors'] !== 'collect';
  const fields = new Map<string, Field>();
  const names: Type[] = [];
  for (const { entry, result } of parts()) {
    const name = entry?.config['name'];
    if (typeof name !== 'string') continue;
    names.push(literalOf(name));
    fields.set(name, {
      type: waitsForAll ? result : unionOf([result, nullType]),
      optional: false,
    });
  }
  const branches: ObjectType = { kind: 'object', fields, rest: null };
  const name = names.length === 0 ? textType : unionOf(names);
  return objectOf({
    branches,
    winner: unionOf([name, nullType]),
    completed: listOf(name),
    errors: listOf(
      objectOf({ branch: name, error: objectOf({ code: textType, message: textType }) }),
    ),
  });
}
