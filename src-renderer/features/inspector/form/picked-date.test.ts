import { expect, it } from 'vitest';
import { pickedToText, textToPicked } from './picked-date';

it('shows a date in the calendar and keeps its offset', () => {
  expect(textToPicked('2027-01-31T09:30:00+02:00')).toBe('2027-01-31T09:30');
  expect(textToPicked('2027-01-31')).toBe('2027-01-31T00:00');
  expect(textToPicked('2d')).toBe('');
  expect(pickedToText('2027-02-01T10:00', '2027-01-31T09:30:00+02:00')).toBe(
    '2027-02-01T10:00:00+02:00',
  );
  expect(pickedToText('2027-02-01T10:00', '2d')).toBe('2027-02-01T10:00:00');
  expect(pickedToText('', '2d')).toBeNull();
});
