import { toNumber } from '../convert';
import { fail } from '../expression-error';
import { integerAt, numberAt, textAt } from './values';
import type { MethodEntry } from './entry';

export const numberMethods: readonly MethodEntry<number>[] = [
  {
    name: 'toFixed',
    signature: '(digits = 0) → text',
    doc: 'Text with exactly so many digits after the point.',
    example: '(3.14159).toFixed(2)',
    result: '3.14',
    returns: 'text',
    run: (_evaluation, number, values) =>
      number.toFixed(within(integerAt(values, 0, 0), 0, 100, 'digits')),
  },
  {
    name: 'toPrecision',
    signature: '(digits) → text',
    doc: 'Text with so many significant digits.',
    example: '(1234.5678).toPrecision(6)',
    result: '1234.57',
    returns: 'text',
    run(_evaluation, number, values) {
      if (values[0] === undefined) return String(number);
      return number.toPrecision(within(integerAt(values, 0, 0), 1, 100, 'digits'));
    },
  },
  {
    name: 'toString',
    signature: '(base = 10) → text',
    doc: 'The number as text, in another base if given.',
    example: '(255).toString(16)',
    result: 'ff',
    returns: 'text',
    run: (_evaluation, number, values) =>
      number.toString(within(integerAt(values, 0, 10), 2, 36, 'base')),
  },
  {
    name: 'toLocaleString',
    signature: "(language = 'en-US', digits?) → text",
    doc: 'The number as people of a language write it, with so many digits after the point if given.',
    example: "(1234.5).toLocaleString('de-DE', 2)",
    result: '1.234,50',
    returns: 'text',
    run(evaluation, number, values) {
      const language =
        values[0] === undefined ? 'en-US' : textAt(evaluation, values, 0, 'language');
      const digits =
        values[1] === undefined ? undefined : within(integerAt(values, 1, 0), 0, 20, 'digits');
      // Building a formatter is slow.
      evaluation.charge(200);
      try {
        return new Intl.NumberFormat(language, {
          ...(digits !== undefined && {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }),
        }).format(number);
      } catch (error) {
        if (error instanceof RangeError)
          throw fail(
            'EXPR_TYPE',
            `"${language.slice(0, 40)}" is not a language`,
            'Write it like en-US or de-DE.',
          );
        throw error;
      }
    },
  },
  {
    name: 'round',
    signature: '(digits = 0) → number',
    doc: 'Rounded to so many digits after the point; a half goes up.',
    example: '(2.345).round(2)',
    result: 2.35,
    returns: 'number',
    run(_evaluation, number, values) {
      const digits = within(integerAt(values, 0, 0), -15, 15, 'digits');
      return roundTo(number, digits);
    },
  },
  {
    name: 'clamp',
    signature: '(least, most) → number',
    doc: 'The number, but not less and not more than the limits.',
    example: '(120).clamp(0, 100)',
    result: 100,
    returns: 'number',
    run: (_evaluation, number, values) =>
      Math.min(
        Math.max(number, numberAt(values, 0, 'lower limit')),
        numberAt(values, 1, 'upper limit'),
      ),
  },
];

export const booleanMethods: readonly MethodEntry<boolean>[] = [
  {
    name: 'toString',
    signature: '() → text',
    doc: 'The text true or false.',
    example: 'true.toString()',
    result: 'true',
    returns: 'text',
    run: (_evaluation, value) => String(value),
  },
];

/** Shifts the point in the decimal text, because 2.345 * 100 is 234.49999999999997. */
function roundTo(number: number, digits: number): number {
  if (!Number.isFinite(number)) return number;
  const [mantissa = '0', exponent = '0'] = String(number).split('e');
  const shifted = Math.round(toNumber(`${mantissa}e${Number(exponent) + digits}`));
  const [back = '0', backExponent = '0'] = String(shifted).split('e');
  return toNumber(`${back}e${Number(backExponent) - digits}`);
}

function within(value: number, least: number, most: number, what: string): number {
  if (value >= least && value <= most) return value;
  throw fail('EXPR_TYPE', `The ${what} must be from ${least} to ${most}, got ${value}`);
}
