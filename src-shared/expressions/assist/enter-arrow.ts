import type { ArrowFunctionExpression, CallExpression } from 'acorn';
import { insideArrow } from '../../types/infer/infer-arrow';
import { createInference } from '../../types/infer/infer-type';
import type { Surroundings } from '../../types/infer/inference';

const silent = createInference('', () => undefined);

/** What is known inside an arrow that is an argument of the call. */
export function enterArrow(
  arrow: ArrowFunctionExpression,
  call: CallExpression,
  around: Surroundings,
): Surroundings {
  return insideArrow(silent, arrow, call, around);
}
