import { DateValue } from '../date-value';
import type { Evaluation } from '../evaluation';
import { fieldsOf, type DateFields } from './date-fields';
import { dateFrom, formatDate, zoneFrom } from './date-text';
import { addUnits, difference, endOf, isoWeekOf, startOf, unitFrom, weekdayOf } from './date-units';
import { numberAt, textAt } from './values';
import type { MethodEntry } from './entry';

/** Asking Intl for a zone's offset is slow. */
const zoneCost = 50;

export const dateMethods: readonly MethodEntry<DateValue>[] = [
  {
    name: 'format',
    signature: "(pattern = 'yyyy-MM-dd') → text",
    doc: "Text by a pattern of yyyy yy MMMM MMM MM M dd d EEEE EEE HH H hh h mm m ss s SSS a XXX Q w; text in 'quotes' stays.",
    example: "date('2026-11-21T08:05:00Z').format('EEE d MMM yyyy, HH:mm')",
    result: 'Sat 21 Nov 2026, 08:05',
    returns: 'text',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost);
      const pattern =
        values[0] === undefined ? 'yyyy-MM-dd' : textAt(evaluation, values, 0, 'pattern');
      // No sign of a pattern becomes more than nine characters.
      evaluation.reserveText(pattern.length * 9);
      return formatDate(date, pattern);
    },
  },
  {
    name: 'add',
    signature: '(amount, unit) → date',
    doc: 'A later date. Units: year, quarter, month, week, day, hour, minute, second, millisecond.',
    example: "date('2026-01-31').add(1, 'month').format()",
    result: '2026-02-28',
    returns: 'date',
    run: (evaluation, date, values) => moved(evaluation, date, values, 1),
  },
  {
    name: 'subtract',
    signature: '(amount, unit) → date',
    doc: 'An earlier date.',
    example: "date('2026-03-01').subtract(1, 'day').format()",
    result: '2026-02-28',
    returns: 'date',
    run: (evaluation, date, values) => moved(evaluation, date, values, -1),
  },
  {
    name: 'diff',
    signature: "(other, unit = 'millisecond') → number",
    doc: 'How much later this date is than the other; whole numbers for days and longer units.',
    example: "date('2026-11-21').diff('2026-11-01', 'days')",
    result: 20,
    returns: 'number',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost * 8);
      const unit =
        values[1] === undefined ? 'millisecond' : unitFrom(textAt(evaluation, values, 1, 'unit'));
      return difference(date, other(date, values), unit);
    },
  },
  {
    name: 'startOf',
    signature: '(unit) → date',
    doc: 'The first moment of the year, quarter, month, week (Monday), day, hour, minute or second.',
    example: "date('2026-11-21T08:05:00Z').startOf('month')",
    result: '2026-11-01T00:00:00.000Z',
    returns: 'date',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost);
      return startOf(date, unitFrom(textAt(evaluation, values, 0, 'unit')));
    },
  },
  {
    name: 'endOf',
    signature: '(unit) → date',
    doc: 'The last millisecond of the unit.',
    example: "date('2026-02-10').endOf('month')",
    result: '2026-02-28T23:59:59.999Z',
    returns: 'date',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost * 2);
      return endOf(date, unitFrom(textAt(evaluation, values, 0, 'unit')));
    },
  },
  {
    name: 'inZone',
    signature: '(zone) → date',
    doc: 'The same moment, with its fields read in another time zone.',
    example: "date('2026-07-01T12:00:00Z').inZone('Europe/Berlin').format('HH:mm XXX')",
    result: '14:00 +02:00',
    returns: 'date',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost);
      return new DateValue(date.time, zoneFrom(textAt(evaluation, values, 0, 'zone')));
    },
  },
  compared(
    'isBefore',
    'Whether this date is before the other.',
    "date('2026-01-01').isBefore('2026-01-02')",
    (a, b) => a < b,
  ),
  compared(
    'isAfter',
    'Whether this date is after the other.',
    "date('2026-01-02').isAfter('2026-01-01')",
    (a, b) => a > b,
  ),
  {
    name: 'isSame',
    signature: '(other, unit?) → boolean',
    doc: 'Whether both are the same moment, or lie in the same unit.',
    example: "date('2026-11-21T08:00:00Z').isSame('2026-11-21', 'day')",
    result: true,
    returns: 'boolean',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost * 2);
      const second = other(date, values);
      if (values[1] === undefined) return date.time === second.time;
      const unit = unitFrom(textAt(evaluation, values, 1, 'unit'));
      return startOf(date, unit).time === startOf(second, unit).time;
    },
  },
  field('year', 'The year.', 2026, (fields) => fields.year),
  field('month', 'The month, 1 to 12.', 11, (fields) => fields.month),
  field('day', 'The day of the month, 1 to 31.', 21, (fields) => fields.day),
  field('weekday', 'The day of the week: 1 is Monday, 7 is Sunday.', 6, weekdayOf),
  field('hour', 'The hour, 0 to 23.', 8, (fields) => fields.hour),
  field('minute', 'The minute.', 30, (fields) => fields.minute),
  field('second', 'The second.', 15, (fields) => fields.second),
  {
    name: 'week',
    signature: '() → number',
    doc: 'The ISO week of the year.',
    example: "date('2026-01-01').week()",
    result: 1,
    returns: 'number',
    run(evaluation, date) {
      evaluation.charge(zoneCost);
      return isoWeekOf(date);
    },
  },
  {
    name: 'getTime',
    signature: '() → number',
    doc: 'Milliseconds since 1970.',
    example: "date('1970-01-02').getTime()",
    result: 86_400_000,
    returns: 'number',
    run: (_evaluation, date) => date.time,
  },
  {
    name: 'unix',
    signature: '() → number',
    doc: 'Whole seconds since 1970.',
    example: "date('1970-01-02').unix()",
    result: 86_400,
    returns: 'number',
    run: (_evaluation, date) => Math.floor(date.time / 1000),
  },
  iso('toISOString', 'ISO text in UTC; what a date becomes when it leaves the expression.'),
  iso('toString', 'The same as toISOString().'),
];

function moved(
  evaluation: Evaluation,
  date: DateValue,
  values: readonly unknown[],
  sign: 1 | -1,
): DateValue {
  evaluation.charge(zoneCost);
  return addUnits(
    date,
    sign * numberAt(values, 0, 'amount'),
    unitFrom(textAt(evaluation, values, 1, 'unit')),
  );
}

function other(date: DateValue, values: readonly unknown[]): DateValue {
  const value = values[0];
  return value instanceof DateValue
    ? new DateValue(value.time, date.zone)
    : dateFrom(value, date.zone);
}

function compared(
  name: string,
  doc: string,
  example: string,
  holds: (a: number, b: number) => boolean,
): MethodEntry<DateValue> {
  return {
    name,
    signature: '(other) → boolean',
    doc,
    example,
    result: true,
    returns: 'boolean',
    run(evaluation, date, values) {
      evaluation.charge(zoneCost);
      return holds(date.time, other(date, values).time);
    },
  };
}

function field(
  name: string,
  doc: string,
  result: number,
  read: (fields: DateFields) => number,
): MethodEntry<DateValue> {
  return {
    name,
    signature: '() → number',
    doc,
    example: `date('2026-11-21T08:30:15Z').${name}()`,
    result,
    returns: 'number',
    run(evaluation, date) {
      evaluation.charge(zoneCost);
      return read(fieldsOf(date));
    },
  };
}

function iso(name: string, doc: string): MethodEntry<DateValue> {
  return {
    name,
    signature: '() → text',
    doc,
    example: `date('2026-11-21').${name}()`,
    result: '2026-11-21T00:00:00.000Z',
    returns: 'text',
    run: (_evaluation, date) => date.toISOString(),
  };
}
