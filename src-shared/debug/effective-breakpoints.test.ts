import { describe, expect, it } from 'vitest';
import type { Breakpoint } from './breakpoints';
import { effectiveBreakpoints } from './effective-breakpoints';

const at = (id: string, enabled = true): Breakpoint => ({
  id,
  target: { type: 'step', step: id },
  enabled,
});

describe('effectiveBreakpoints', () => {
  it('are those of the file and one’s own', () => {
    expect(effectiveBreakpoints([at('a'), at('b')], [at('c')])).toEqual([
      at('a'),
      at('b'),
      at('c'),
    ]);
  });

  it('lets an own one stand in the place of a shared one', () => {
    expect(effectiveBreakpoints([at('a'), at('b')], [at('c'), at('a', false)])).toEqual([
      at('a', false),
      at('b'),
      at('c'),
    ]);
  });
});
