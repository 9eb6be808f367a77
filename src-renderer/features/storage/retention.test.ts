import { describe, expect, it } from 'vitest';
import { limitText, parseLimit } from './retention';

describe('a limit', () => {
  it('reads as it was written', () => {
    expect(parseLimit('bytes', '250')).toEqual({ value: 250_000_000 });
    expect(limitText('bytes', 250_000_000)).toBe('250');
    expect(parseLimit('days', ' 30 ')).toEqual({ value: 30 });
    expect(parseLimit('days', '')).toEqual({ value: null });
    expect(limitText('days', null)).toBe('');
  });

  it('refuses what is no limit', () => {
    expect(parseLimit('days', '0')).toHaveProperty('error');
    expect(parseLimit('days', '1.5')).toHaveProperty('error');
    expect(parseLimit('days', '40000')).toEqual({ error: 'At most 36,500.' });
    expect(parseLimit('runsPerWorkflow', 'many')).toHaveProperty('error');
  });
});
