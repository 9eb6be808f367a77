import { DateValue } from '../date-value';
import { fail } from '../expression-error';
import { dateFromFields, fieldsOf, validDate, type DateFields } from './date-fields';

export type DateUnit =
  'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const units: readonly DateUnit[] = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
];

const milliseconds: Partial<Record<DateUnit, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

/** `day` and `days` mean the same. */
export function unitFrom(text: string): DateUnit {
  const unit = units.find((each) => each === text || `${each}s` === text);
  if (unit) return unit;
  throw fail(
    'EXPR_TYPE',
    `"${text.slice(0, 40)}" is not a unit of time`,
    `Use one of ${units.join(', ')}.`,
  );
}

/** Calendar units keep the time of day; a day that the month lacks becomes its last day. */
export function addUnits(date: DateValue, amount: number, unit: DateUnit): DateValue {
  const exact = milliseconds[unit];
  if (exact !== undefined) return validDate(date.time + amount * exact, date.zone);
  const whole = Math.trunc(amount);
  const fields = fieldsOf(date);
  if (unit === 'day' || unit === 'week') {
    return dateFromFields(
      { ...fields, day: fields.day + whole * (unit === 'week' ? 7 : 1) },
      date.zone,
    );
  }
  const months = whole * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const index = fields.year * 12 + fields.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dateFromFields(
    { ...fields, year, month, day: Math.min(fields.day, daysIn(year, month)) },
    date.zone,
  );
}

export function startOf(date: DateValue, unit: DateUnit): DateValue {
  const fields = fieldsOf(date);
  const midnight: DateFields = { ...fields, hour: 0, minute: 0, second: 0, millisecond: 0 };
  switch (unit) {
    case 'year':
      return dateFromFields({ ...midnight, month: 1, day: 1 }, date.zone);
    case 'quarter':
      return dateFromFields(
        { ...midnight, month: Math.floor((fields.month - 1) / 3) * 3 + 1, day: 1 },
        date.zone,
      );
    case 'month':
      return dateFromFields({ ...midnight, day: 1 }, date.zone);
    case 'week':
      return dateFromFields({ ...midnight, day: fields.day - weekdayOf(fields) + 1 }, date.zone);
    case 'day':
      return dateFromFields(midnight, date.zone);
    case 'hour':
      return validDate(
        date.time - ((fields.minute * 60 + fields.second) * 1000 + fields.millisecond),
        date.zone,
      );
    case 'minute':
      return validDate(date.time - (fields.second * 1000 + fields.millisecond), date.zone);
    case 'second':
      return validDate(date.time - fields.millisecond, date.zone);
    case 'millisecond':
      return date;
  }
}

export function endOf(date: DateValue, unit: DateUnit): DateValue {
  // The start again: where clocks skip midnight, a unit starts later, and the next one does not.
  const next = startOf(addUnits(startOf(date, unit), 1, unit), unit);
  return validDate(next.time - 1, date.zone);
}

/** How many units lie from `from` to `to`; whole ones for calendar units, exact for the rest. */
export function difference(to: DateValue, from: DateValue, unit: DateUnit): number {
  const exact = milliseconds[unit];
  if (exact !== undefined) return (to.time - from.time) / exact;
  const start = new DateValue(from.time, to.zone);
  if (unit === 'day' || unit === 'week') {
    const days = wholeUnits(start, to, 'day', (to.time - from.time) / 86_400_000);
    return unit === 'day' ? days : Math.trunc(days / 7);
  }
  const a = fieldsOf(start);
  const b = fieldsOf(to);
  const months = wholeUnits(start, to, 'month', (b.year - a.year) * 12 + b.month - a.month);
  return Math.trunc(months / (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1));
}

/** The largest whole number of units that does not go past `to`, near an estimate. */
function wholeUnits(
  from: DateValue,
  to: DateValue,
  unit: 'day' | 'month',
  estimate: number,
): number {
  const sign = to.time >= from.time ? 1 : -1;
  let count = Math.trunc(estimate) + sign;
  while (count !== 0 && sign * (addUnits(from, count, unit).time - to.time) > 0) count -= sign;
  // -0 is no number for people.
  return count + 0 === 0 ? 0 : count;
}

/** 1 = Monday to 7 = Sunday. */
export function weekdayOf(fields: DateFields): number {
  const date = new Date(0);
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
}

/** The ISO week: week 1 has the year's first Thursday. */
export function isoWeekOf(date: DateValue): number {
  const fields = fieldsOf(date);
  const thursday = new Date(0);
  thursday.setUTCFullYear(fields.year, fields.month - 1, fields.day + 4 - weekdayOf(fields));
  const yearStart = new Date(0);
  yearStart.setUTCFullYear(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart.getTime()) / (7 * 86_400_000)) + 1;
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
