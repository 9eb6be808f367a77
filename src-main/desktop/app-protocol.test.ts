import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));
const { resolveAppPath } = await import('./app-protocol');

describe('resolveAppPath', () => {
  const inside = (url: string) => resolveAppPath('/bundle', url);

  it('finds files of the bundle', () => {
    expect(inside('app://stepwell/')).toBe('/bundle/index.html');
    expect(inside('app://stepwell/assets/a%20b.js')).toBe('/bundle/assets/a b.js');
  });

  it('refuses everything outside the bundle', () => {
    const outside = [
      'app://stepwell/..%2f..%2fetc/passwd',
      'app://stepwell/%2e%2e%2fbundle-other/x',
      'app://stepwell/..%5c..%5cx',
      'app://stepwell/a%00b',
      'app://stepwell/%zz',
      'app://elsewhere/index.html',
      'not a url',
    ];
    expect(outside.map(inside)).toEqual(outside.map(() => undefined));
  });
});
