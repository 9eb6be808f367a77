import type { ExpressionScope, MissingPolicy } from './types';

/** A scope in which time stands still and randomness repeats; for tests of expressions. */
export function testScope(
  roots: Readonly<Record<string, unknown>>,
  missing: MissingPolicy = 'error',
): ExpressionScope {
  return {
    roots,
    missing,
    now: () => Date.parse('2026-11-21T08:30:15.250Z'),
    random: () => 0.25,
    uuid: () => '0192f0c1-2b3c-7d4e-8f50-617283940a1b',
  };
}
