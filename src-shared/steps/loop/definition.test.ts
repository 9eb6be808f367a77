import { describe, expect, it } from 'vitest';
import { checkConfig } from '../check-config';
import { loop } from './definition';

describe('loop', () => {
  it('names what exists inside', () => {
    expect(loop.container?.locals({ item: 'order' })).toEqual(['loop', 'order', 'index']);
    expect(loop.container?.locals({ item: 7, index: 'at' })).toEqual(['loop', 'item', 'at']);
  });

  it.each([
    [{ items: [] }, []],
    [{}, ['SETTING_MISSING']],
    [{ items: 'text' }, ['SETTING_INVALID']],
    [{ items: '{{ steps.a }}' }, []],
    [{ items: [], concurrency: 0 }, ['SETTING_INVALID']],
    [{ items: [], item: 'constructor' }, ['SETTING_INVALID']],
    [{ items: [], item: 'x', index: 'x' }, ['LOOP_NAME']],
    [{ items: [], item: 'loop' }, ['LOOP_NAME']],
  ])('checks %j', (config, codes) => {
    expect(checkConfig(loop, config).map((problem) => problem.code)).toEqual(codes);
  });
});
