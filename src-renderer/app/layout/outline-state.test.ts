import { describe, expect, it } from 'vitest';
import { rowName } from './outline-state';

describe('rowName', () => {
  it('is the title alone where nothing is known', () => {
    expect(rowName({ title: 'Fetch', disabled: false, run: '', breakpoint: '' })).toBe('Fetch');
  });

  it('says all that the signs say, what matters most first', () => {
    expect(
      rowName({
        title: 'Fetch',
        disabled: true,
        pause: 'Paused before Fetch (breakpoint)',
        run: 'succeeded, 12 times, 12 ms',
        stale: 'Its wires changed since this run',
        breakpoint: 'conditional breakpoint',
        severity: 'error',
      }),
    ).toBe(
      'Fetch, disabled, Paused before Fetch (breakpoint), succeeded, 12 times, 12 ms, ' +
        'stale: Its wires changed since this run, conditional breakpoint, has errors',
    );
  });
});
