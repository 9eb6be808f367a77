import { AppError } from '@shared/errors/app-error';
import type { ExpressionScope, ResolvedValue } from '@shared/expressions/types';
import type { JsonValue } from '@shared/lib/json';

/** Resolves all bindings in a value. */
export function resolveBindings(value: JsonValue, _scope: ExpressionScope): ResolvedValue {
  if (!JSON.stringify(value).includes('{{')) return value;
  throw new AppError({
    code: 'EXPR_UNAVAILABLE',
    kind: 'bug',
    message: 'Bindings cannot be resolved by this build.',
  });
}
