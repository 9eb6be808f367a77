import type { Scalar } from 'yaml';
import { sourceLimits } from './limits';
import type { ScalarNode, ScalarStyle } from './node';
import type { ProblemList } from './problem-list';

interface Place {
  readonly from: number;
  readonly to: number;
}

/** The JSON value of a scalar. What JSON cannot hold is reported and becomes null. */
export function checkScalar(
  source: Scalar.Parsed,
  style: ScalarStyle,
  place: Place,
  problems: ProblemList,
): ScalarNode['value'] {
  const { value } = source;
  if (typeof value === 'number') return checkNumber(value, source.source, place, problems);
  if (typeof value === 'string') {
    checkString(value, style, place, problems);
    return value;
  }
  if (typeof value === 'boolean') return value;
  return null;
}

function checkNumber(
  value: number,
  written: string,
  place: Place,
  problems: ProblemList,
): number | null {
  if (!Number.isFinite(value)) {
    problems.add({
      code: 'NUMBER_RANGE',
      message: `${written} is not a number that JSON can hold`,
      hint: 'Write a finite number, or put the text in quotes.',
      ...place,
    });
    return null;
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(written)) {
    problems.add({
      code: 'NUMBER_PRECISION',
      message: `${written} has more digits than a number can hold; it would become ${value}`,
      hint: 'Put it in quotes to keep every digit.',
      fixes: [
        {
          title: `Quote ${written}`,
          changes: [{ from: place.from, to: place.to, insert: `"${written}"` }],
        },
      ],
      ...place,
    });
  }
  return value === 0 ? 0 : value;
}

function checkString(value: string, style: ScalarStyle, place: Place, problems: ProblemList): void {
  if (value.length > sourceLimits.stringLength) {
    problems.add({
      code: 'VALUE_TOO_LARGE',
      message: `A text has ${value.length} characters, the limit is ${sourceLimits.stringLength}`,
      hint: 'Read large data from a file with a step.',
      ...place,
    });
  }
  // Half a pair that stands in the file itself is reported once as FILE_ENCODING.
  if (style === 'double' && !value.isWellFormed()) {
    problems.add({
      code: 'STRING_SURROGATE',
      message: 'The text contains half of a surrogate pair',
      hint: 'Write the whole character, or remove the \\ud… escape.',
      ...place,
    });
  }
}
