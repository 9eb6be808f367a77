import { typeName } from '@shared/lib/type-name';
import type { StepError } from '../../engine/step-error';
import { finalError } from '../../engine/step-error';

/** One factory for "the expression for an item gave the wrong type". */
export function itemTypeError(
  code: string,
  setting: string,
  index: number,
  expected: string,
  value: unknown,
): StepError {
  return finalError({
    code,
    kind: 'user',
    message: `${setting} gave ${typeName(value)} for item ${index}, but must give ${expected}`,
    hint: `Look at item ${index} of the list, and use ?. and ?? where a field may be missing.`,
    details: { index },
  });
}
