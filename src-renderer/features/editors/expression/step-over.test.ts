import { describe, expect, it } from 'vitest';
import { stepOver } from './step-over';

describe('stepOver', () => {
  it('steps over closers that are there, one brace at a time', () => {
    expect(stepOver('{{ a }}', 5)).toBe(6);
    expect(stepOver('{{ a }}', 6)).toBe(7);
    expect(stepOver('{{ a  }}', 5)).toBe(7);
  });

  it('lets a brace be typed that is missing, or where none closes', () => {
    expect(stepOver('{{ {x: 1 }}', 9)).toBeNull();
    expect(stepOver('{{ a', 4)).toBeNull();
    expect(stepOver('{{ a }} b', 9)).toBeNull();
  });
});
