import { toNumber } from '../convert';
import type { FunctionEntry } from './entry';

/** `Math.PI` and the like. */
export const constantTable: ReadonlyMap<string, number> = new Map([
  ['Math.PI', Math.PI],
  ['Math.E', Math.E],
  ['Math.LN2', Math.LN2],
  ['Math.LN10', Math.LN10],
  ['Math.LOG2E', Math.LOG2E],
  ['Math.LOG10E', Math.LOG10E],
  ['Math.SQRT2', Math.SQRT2],
  ['Number.MAX_SAFE_INTEGER', Number.MAX_SAFE_INTEGER],
  ['Number.MIN_SAFE_INTEGER', Number.MIN_SAFE_INTEGER],
  ['Number.EPSILON', Number.EPSILON],
]);

export const mathTable: readonly FunctionEntry[] = [
  math('abs', 'The number without its sign.', 'Math.abs(-3)', 3, Math.abs),
  math('ceil', 'The next whole number upwards.', 'Math.ceil(1.2)', 2, Math.ceil),
  math('floor', 'The next whole number downwards.', 'Math.floor(1.8)', 1, Math.floor),
  math(
    'round',
    'The nearest whole number; see also number.round(digits).',
    'Math.round(2.5)',
    3,
    Math.round,
  ),
  math('trunc', 'The number without its fraction.', 'Math.trunc(-1.8)', -1, Math.trunc),
  math('sign', '1, 0 or -1.', 'Math.sign(-7)', -1, Math.sign),
  math('sqrt', 'The square root.', 'Math.sqrt(9)', 3, Math.sqrt),
  math('cbrt', 'The cube root.', 'Math.cbrt(27)', 3, Math.cbrt),
  math('exp', 'e to the power of the number.', 'Math.exp(0)', 1, Math.exp),
  math('log', 'The natural logarithm.', 'Math.log(1)', 0, Math.log),
  math('log2', 'The logarithm to base 2.', 'Math.log2(8)', 3, Math.log2),
  math('log10', 'The logarithm to base 10.', 'Math.log10(1000)', 3, Math.log10),
  math('sin', 'The sine of an angle in radians.', 'Math.sin(0)', 0, Math.sin),
  math('cos', 'The cosine of an angle in radians.', 'Math.cos(0)', 1, Math.cos),
  math('tan', 'The tangent of an angle in radians.', 'Math.tan(0)', 0, Math.tan),
  math('asin', 'The angle whose sine is given.', 'Math.asin(0)', 0, Math.asin),
  math('acos', 'The angle whose cosine is given.', 'Math.acos(1)', 0, Math.acos),
  math('atan', 'The angle whose tangent is given.', 'Math.atan(0)', 0, Math.atan),
  two('atan2', '(y, x)', 'The angle of a point.', 'Math.atan2(0, 1)', 0, Math.atan2),
  two(
    'pow',
    '(base, exponent)',
    'The base to the power of the exponent.',
    'Math.pow(2, 10)',
    1024,
    Math.pow,
  ),
  many(
    'min',
    'The smallest of the numbers; null and lists are not numbers here.',
    'Math.min(3, 1, 2)',
    1,
    (numbers) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  ),
  many(
    'max',
    'The largest of the numbers. For a list: Math.max(...list) or list.max().',
    'Math.max(...[3, 1, 2])',
    3,
    (numbers) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ),
  many('hypot', 'The length of a vector.', 'Math.hypot(3, 4)', 5, (numbers) =>
    Math.sqrt(numbers.reduce((sum, each) => sum + each * each, 0)),
  ),
  {
    name: 'random',
    signature: '() → number',
    doc: 'The same as random().',
    example: 'Math.random() < 1',
    result: true,
    returns: 'number',
    run: (evaluation) => evaluation.scope.random(),
  },
];

function math(
  name: string,
  doc: string,
  example: string,
  result: number,
  run: (value: number) => number,
): FunctionEntry {
  return {
    name,
    signature: '(number) → number',
    doc,
    example,
    result,
    returns: 'number',
    run: (_evaluation, values) => run(toNumber(values[0])),
  };
}

function two(
  name: string,
  signature: string,
  doc: string,
  example: string,
  result: number,
  run: (a: number, b: number) => number,
): FunctionEntry {
  return {
    name,
    signature: `${signature} → number`,
    doc,
    example,
    result,
    returns: 'number',
    run: (_evaluation, values) => run(toNumber(values[0]), toNumber(values[1])),
  };
}

function many(
  name: string,
  doc: string,
  example: string,
  result: number,
  run: (numbers: readonly number[]) => number,
): FunctionEntry {
  return {
    name,
    signature: '(...numbers) → number',
    doc,
    example,
    result,
    returns: 'number',
    run(evaluation, values) {
      evaluation.charge(values.length);
      return run(values.map(toNumber));
    },
  };
}
