import { describe, expect, it } from 'vitest';
import { formatMoment, formatRelativeTime } from './format-relative-time';

describe('formatRelativeTime', () => {
  const now = new Date(2026, 10, 21, 15, 0, 0).getTime();
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

  it('counts from moments to days, then gives the date', () => {
    const times = [
      now - 10_000,
      now - 60_000,
      now - 59 * 60_000,
      at(2026, 10, 21, 12, 0),
      at(2026, 10, 20, 9, 0),
      at(2026, 10, 18, 23, 0),
      at(2026, 10, 3, 9, 0),
      at(2025, 0, 31, 9, 0),
    ];
    expect(times.map((time) => formatRelativeTime(time, now))).toEqual([
      'just now',
      '1 min ago',
      '59 min ago',
      '3 h ago',
      'yesterday',
      '3 days ago',
      '3 Nov',
      '31 Jan 2025',
    ]);
  });

  it('still counts hours shortly after midnight', () => {
    const early = at(2026, 10, 21, 0, 30);
    expect(formatRelativeTime(at(2026, 10, 20, 22, 30), early)).toBe('2 h ago');
  });

  it('says the very second, and the day where it is another', () => {
    expect(formatMoment(at(2026, 10, 21, 0, 30), at(2026, 10, 21, 9, 0))).toBe('00:30:00');
    expect(formatMoment(at(2026, 10, 20, 22, 30), at(2026, 10, 21, 9, 0))).toBe('20 Nov, 22:30:00');
  });

  it('does not say "ago" of a time ahead, when a clock was set back', () => {
    expect(formatRelativeTime(now + 30_000, now)).toBe('just now');
    expect(formatRelativeTime(at(2026, 10, 24, 9, 0), now)).toBe('24 Nov');
  });
});
