import { describe, expect, it } from 'vitest';
import { isTimeZone, parseDateTime } from './date-time';

describe('parseDateTime', () => {
  it.each([
    ['2027-01-31T09:00:00Z', undefined, '2027-01-31T09:00:00.000Z'],
    ['2027-01-31T09:00+01:00', undefined, '2027-01-31T08:00:00.000Z'],
    ['2027-01-31 09:00:30.5-0530', 'Europe/Berlin', '2027-01-31T14:30:30.500Z'],
    ['2027-01-31', 'UTC', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T09:00', 'Europe/Berlin', '2027-01-31T08:00:00.000Z'],
    ['2027-07-31T09:00', 'Europe/Berlin', '2027-07-31T07:00:00.000Z'],
    ['2027-07-31T09:00', 'America/New_York', '2027-07-31T13:00:00.000Z'],
    ['2027-07-31T09:00', 'Pacific/Kiritimati', '2027-07-30T19:00:00.000Z'],
    ['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z'],
  ])('reads %s in %s', (text, zone, expected) => {
    expect(new Date(parseDateTime(text, zone) ?? NaN).toISOString()).toBe(expected);
  });

  it('takes what clocks show instead of a time they skip, and the first of a time they show twice', () => {
    const berlin = (text: string) =>
      new Date(parseDateTime(text, 'Europe/Berlin') ?? NaN).toISOString();
    expect(berlin('2027-03-28T01:59')).toBe('2027-03-28T00:59:00.000Z');
    expect(berlin('2027-03-28T02:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(berlin('2027-03-28T03:00')).toBe('2027-03-28T01:00:00.000Z');
    expect(berlin('2027-10-31T02:30')).toBe('2027-10-31T00:30:00.000Z');
    expect(berlin('2027-10-31T03:00')).toBe('2027-10-31T02:00:00.000Z');
  });

  it.each([
    '',
    'tomorrow',
    '1',
    '0000-00-00',
    '275761-01-01',
    '2027-02-30',
    '2027-13-01',
    '2027-01-31T24:00',
    '2027-01-31T09:60',
    '2027-01-31T09:00+24:00',
    '31.01.2027',
    'Jan 31, 2027',
  ])('knows no date %j', (text) => {
    expect(parseDateTime(text, 'UTC')).toBeUndefined();
  });

  it('knows no zone on Mars', () => {
    expect(isTimeZone('Mars/Phobos')).toBe(false);
    expect(parseDateTime('2027-01-31', 'Mars/Phobos')).toBeUndefined();
  });
});
