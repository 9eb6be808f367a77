import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateValue } from '../date-value';
import { evaluateExpression } from '../evaluate';
import { testScope } from '../test-scope';
import { dateFromFields, fieldsOf } from './date-fields';
import { addUnits, difference, endOf, startOf } from './date-units';

const scope = testScope({ input: { at: '2026-11-21T08:30:00Z' } });
const value = (source: string) => evaluateExpression(source, scope);

describe('dates in expressions', () => {
  it.each<[string, unknown]>([
    ['date("2026-11-21")', '2026-11-21T00:00:00.000Z'],
    ['date("2026-11")', '2026-11-01T00:00:00.000Z'],
    ['date("2026-11-21T08:30")', '2026-11-21T08:30:00.000Z'],
    ['date("2026-11-21 08:30:05.5")', '2026-11-21T08:30:05.500Z'],
    ['date("2026-11-21T08:30:00+02:00")', '2026-11-21T06:30:00.000Z'],
    ['date("2026-11-21T08:30:00-0530")', '2026-11-21T14:00:00.000Z'],
    ['date("2026-11-21T08:30", "Europe/Berlin")', '2026-11-21T07:30:00.000Z'],
    ['date("2026-07-01T12:00", "Europe/Berlin")', '2026-07-01T10:00:00.000Z'],
    ['date("Sat, 21 Nov 2026 08:30:00 GMT")', '2026-11-21T08:30:00.000Z'],
    ['date(0)', '1970-01-01T00:00:00.000Z'],
    ['date("0050-01-01")', '0050-01-01T00:00:00.000Z'],
    ['date("-000001-01-01").year()', -1],
    [
      'date(input.at).format("EEEE, d. MMMM yy \'at\' h:mm a")',
      'Saturday, 21. November 26 at 8:30 AM',
    ],
    ['date(input.at).inZone("Asia/Kathmandu").format("HH:mm XXX")', '14:15 +05:45'],
    ['date(input.at).inZone("America/New_York").startOf("day")', '2026-11-21T05:00:00.000Z'],
    ['date(input.at).startOf("week").format("EEE d")', 'Mon 16'],
    ['date(input.at).startOf("quarter").format()', '2026-10-01'],
    ['date("2024-02-29").add(1, "year").format()', '2025-02-28'],
    ['date("2026-12-31").add(2, "months").format()', '2027-02-28'],
    ['date("2026-01-31").subtract(1, "quarter").format()', '2025-10-31'],
    ['date("2026-03-28T12:00", "Europe/Berlin").add(1, "day").format("HH:mm")', '12:00'],
    ['date("2026-03-28T12:00", "Europe/Berlin").add(24, "hours").format("HH:mm")', '13:00'],
    ['date("2026-03-29T02:30", "Europe/Berlin").format("HH:mm")', '03:30'],
    ['date("2026-03-30", "Europe/Berlin").diff(date("2026-03-29", "Europe/Berlin"), "days")', 1],
    ['date("2026-03-30", "Europe/Berlin").diff(date("2026-03-29", "Europe/Berlin"), "hours")', 23],
    ['date("2026-01-01").diff("2026-03-01", "month")', -2],
    ['date("2026-01-31").diff("2026-02-28", "month")', 0],
    ['date("2026-05-20").diff("2020-05-21", "years")', 5],
    ['date("2020-12-31").week()', 53],
    ['date("2027-01-03").week()', 53],
    ['date("2026-01-02") > date("2026-01-01")', true],
    ['date("2026-01-02") > "2026-01-01"', true],
    ['date("2026-01-02") - date("2026-01-01")', 86_400_000],
    ['date("2026-01-02") === date("2026-01-02T00:00:00Z")', true],
    ['`at ${date("2026-01-02")}`', 'at 2026-01-02T00:00:00.000Z'],
    ['["2026-03-01", "2026-01-01"].map(date).min().format()', '2026-01-01'],
    ['JSON.stringify({ at: date(0) })', '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['now().format("HH:mm:ss.SSS")', '08:30:15.250'],
    ['Date.now()', 1_795_249_815_250],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it.each([
    'date("2026-02-30")',
    'date("2026-13-01")',
    'date("0000-00-00")',
    'date("2026-11-21T24:30")',
    'date("yesterday")',
    'date("")',
    'date(null)',
    'date(1e300)',
    'date("2026-01-01").add(1e9, "years")',
    'date("2026-01-01", "Mars/Phobos")',
    'date("2026-01-01").inZone("x")',
    'date("2026-01-01").add(1, "moon")',
    'date("+275761-01-01")',
  ])('refuses %s', (source) => {
    expect(() => value(source)).toThrow(expect.objectContaining({ code: 'EXPR_TYPE' }));
  });
});

describe('date arithmetic', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  ];
  const anyDate = fc
    .record({ time: fc.integer({ min: -1e12, max: 4e12 }), zone: fc.constantFrom(...zones) })
    .map(({ time, zone }) => new DateValue(time, zone));
  const anyUnit = fc.constantFrom(
    'year',
    'quarter',
    'month',
    'week',
    'day',
    'hour',
    'minute',
    'second' as const,
  );

  it('reads the fields that Intl shows', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const fields = fieldsOf(date);
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: date.zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(date.time);
        const pad = (number: number, length = 2) => String(number).padStart(length, '0');
        expect(
          `${pad(fields.year, 4)}-${pad(fields.month)}-${pad(fields.day)} ${pad(fields.hour)}:${pad(fields.minute)}:${pad(fields.second)}`,
        ).toBe(shown);
      }),
    );
  });

  it('finds the moment of fields again, but for the hour that is there twice', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const again = dateFromFields(fieldsOf(date), date.zone);
        expect(Math.abs(again.time - date.time)).toBeLessThanOrEqual(3_600_000);
        expect(fieldsOf(again)).toEqual(fieldsOf(date));
      }),
    );
  });

  it('keeps a date between the start and the end of its units', () => {
    fc.assert(
      fc.property(anyDate, anyUnit, (date, unit) => {
        expect(startOf(date, unit).time).toBeLessThanOrEqual(date.time);
        expect(endOf(date, unit).time).toBeGreaterThanOrEqual(date.time);
        expect(endOf(date, unit).time + 1).toBe(
          startOf(new DateValue(endOf(date, unit).time + 1, date.zone), unit).time,
        );
      }),
    );
  });

  it('counts as many units as were added', () => {
    fc.assert(
      fc.property(anyDate, anyUnit, fc.integer({ min: -40, max: 40 }), (date, unit, count) => {
        // From the first of a month at noon no day is cut off and no hour is skipped.
        const noon = dateFromFields(
          { ...fieldsOf(date), day: 1, hour: 12, minute: 0, second: 0, millisecond: 0 },
          date.zone,
        );
        expect(difference(addUnits(noon, count, unit), noon, unit)).toBe(count);
      }),
    );
  });
});
