import type { Type } from '../../types/type';
import { unionOf } from '../../types/union';
import type { PartTyping } from '../define-step';

/** What the main part gives, or the part that handles its error. */
export function handledType(parts: readonly PartTyping[]): Type {
  const giving = parts.filter(({ entry }) => entry === null || entry.kind === 'catch');
  return unionOf(giving.map(({ result }) => result));
}
