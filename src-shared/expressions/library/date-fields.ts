import { fail } from '../expression-error';
import { DateValue } from '../date-value';

/** The parts of a date as a calendar and a clock in its zone show them. */
export interface DateFields {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter for the zone; throws EXPR_TYPE for a zone that does not exist. */
export function zoneFormatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    // The world has some 600 zones, but texts can name them in many ways.
    if (formatters.size > 100) formatters.clear();
    formatters.set(zone, made);
    return made;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fail(
      'EXPR_TYPE',
      `"${zone.slice(0, 40)}" is not a time zone`,
      'Write it like Europe/Berlin or UTC.',
    );
  }
}

export function fieldsOf(date: DateValue): DateFields {
  const shifted = new Date(date.time + offsetAt(date.time, date.zone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
  };
}

/** The date with these fields in the zone; fields may overflow (month 13 is January). */
export function dateFromFields(fields: DateFields, zone: string): DateValue {
  const wall = new Date(0);
  // Not Date.UTC: it reads the years 0 to 99 as 1900 to 1999.
  wall.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  wall.setUTCHours(fields.hour, fields.minute, fields.second, fields.millisecond);
  const local = wall.getTime();
  if (Number.isNaN(local)) throw outOfRange();
  return validDate(local - offsetOfWall(local, zone), zone);
}

/**
 * The offset that holds when the zone's clocks show `local`. A time shown twice is its first; a
 * time that clocks skip counts on from before the gap, as in JavaScript: 02:30 becomes 03:30.
 */
function offsetOfWall(local: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const day = 86_400_000;
  const before = offsetAt(local - day, zone);
  if (offsetAt(local - before, zone) === before) return before;
  const after = offsetAt(local + day, zone);
  return offsetAt(local - after, zone) === after ? after : before;
}

export function validDate(time: number, zone: string): DateValue {
  const whole = Math.trunc(time);
  if (!(Math.abs(whole) <= 8.64e15)) throw outOfRange();
  return new DateValue(whole, zone);
}

function outOfRange(): Error {
  return fail('EXPR_TYPE', 'The date is out of range');
}

/** Milliseconds that the zone's clocks are ahead of UTC at a moment. */
export function offsetAt(time: number, zone: string): number {
  if (zone === 'UTC') return 0;
  if (!(Math.abs(time) <= 8.64e15)) throw outOfRange();
  const parts: Record<string, string> = {};
  for (const { type, value } of zoneFormatter(zone).formatToParts(time)) parts[type] = value;
  const number = (name: string) => Number(parts[name]);
  const year = parts['era'] === 'BC' ? 1 - number('year') : number('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, number('month') - 1, number('day'));
  wall.setUTCHours(number('hour'), number('minute'), number('second'), 0);
  const wholeSecond = Math.floor(time / 1000) * 1000;
  return wall.getTime() - wholeSecond;
}
