import { describe } from '../convert';
import { DateValue } from '../date-value';
import { fail } from '../expression-error';
import { dateFromFields, fieldsOf, offsetAt, validDate, zoneFormatter } from './date-fields';
import { isoWeekOf, weekdayOf } from './date-units';

const isoDate =
  /^([+-]\d{6}|\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A date from ISO text, milliseconds or a date. Text without an offset is read in the zone. */
export function dateFrom(value: unknown, zone: string): DateValue {
  if (value instanceof DateValue) return new DateValue(value.time, zone);
  if (typeof value === 'number') return validDate(value, zone);
  if (typeof value !== 'string') {
    throw fail(
      'EXPR_TYPE',
      `Expected a date, got ${describe(value)}`,
      'Give ISO text such as 2026-11-21T08:30:00Z, or milliseconds.',
    );
  }
  const match = isoDate.exec(value.slice(0, 60).trim());
  if (!match) return dateFromMailText(value, zone);
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '0', offset] =
    match;
  const fields = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  };
  const plain = fieldsOf(dateFromFields(fields, 'UTC'));
  if (
    plain.month !== fields.month ||
    plain.day !== fields.day ||
    fields.hour > 23 ||
    fields.minute > 59 ||
    fields.second > 59
  ) {
    throw notADate(value);
  }
  if (offset === undefined) return dateFromFields(fields, zone);
  return validDate(dateFromFields(fields, 'UTC').time - offsetFrom(offset), zone);
}

/** `Sat, 21 Nov 2026 08:30:00 GMT`, the form of HTTP headers and mail. */
function dateFromMailText(text: string, zone: string): DateValue {
  const looksLikeMail =
    /^[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})$/.test(
      text.slice(0, 60),
    );
  const time = looksLikeMail ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw notADate(text);
  return validDate(time, zone);
}

function notADate(text: string): Error {
  return fail(
    'EXPR_TYPE',
    `"${text.slice(0, 60)}" is not a date`,
    'Give ISO text such as 2026-11-21 or 2026-11-21T08:30:00Z.',
  );
}

function offsetFrom(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

const token = /'([^']*)'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|m|ss|s|SSS|a|XXX|Q|w|T/g;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Writes a date by a pattern; text in single quotes stays as it is. */
export function formatDate(date: DateValue, pattern: string): string {
  const fields = fieldsOf(date);
  const weekday = weekdays[weekdayOf(fields) - 1] ?? '';
  const month = months[fields.month - 1] ?? '';
  const hour12 = fields.hour % 12 === 0 ? 12 : fields.hour % 12;
  return pattern.replace(token, (sign: string, quoted?: string) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted;
    switch (sign) {
      case 'yyyy':
        return pad(fields.year, 4);
      case 'yy':
        return pad(fields.year % 100, 2);
      case 'MMMM':
        return month;
      case 'MMM':
        return month.slice(0, 3);
      case 'MM':
        return pad(fields.month, 2);
      case 'M':
        return String(fields.month);
      case 'dd':
        return pad(fields.day, 2);
      case 'd':
        return String(fields.day);
      case 'EEEE':
        return weekday;
      case 'EEE':
        return weekday.slice(0, 3);
      case 'HH':
        return pad(fields.hour, 2);
      case 'H':
        return String(fields.hour);
      case 'hh':
        return pad(hour12, 2);
      case 'h':
        return String(hour12);
      case 'mm':
        return pad(fields.minute, 2);
      case 'm':
        return String(fields.minute);
      case 'ss':
        return pad(fields.second, 2);
      case 's':
        return String(fields.second);
      case 'SSS':
        return pad(fields.millisecond, 3);
      case 'a':
        return fields.hour < 12 ? 'AM' : 'PM';
      case 'XXX':
        return offsetText(date);
      case 'Q':
        return String(Math.ceil(fields.month / 3));
      case 'w':
        return String(isoWeekOf(date));
      default:
        return sign;
    }
  });
}

/** `Z`, `+02:00`. */
function offsetText(date: DateValue): string {
  const minutes = Math.round(offsetAt(date.time, date.zone) / 60_000);
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

function pad(number: number, length: number): string {
  return number < 0 ? `-${pad(-number, length)}` : String(number).padStart(length, '0');
}

/** A zone's name, checked. */
export function zoneFrom(name: string): string {
  return zoneFormatter(name).resolvedOptions().timeZone === 'UTC' ? 'UTC' : name;
}
