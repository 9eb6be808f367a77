import type { ExpressionHost } from '../editors';

/** What expressions at an offset of the source can see. */
export function hostAtOffset(_offset: number): ExpressionHost | null {
  return null;
}
