import { describe, expect, it } from 'vitest';
import { checkConfig } from '../check-config';
import { loop } from './definition';

describe('loop', () => {
  it('names what exists inside', () => {
    expect(loop.container?.locals({ item: 'order' })).toEqual(['loop', 'order', 'index']);
    expect(loop.container?.locals({ item: 7, index: 'at' })).toEqual(['loop', 'item', 'at']);
    expect(loop.container?.locals({ mode: 'while', item: 'x' })).toEqual(['loop', 'index']);
    expect(loop.container?.aliases?.({ item: 'order' })).toEqual({ order: 'item', index: 'index' });
    expect(loop.container?.aliases?.({ mode: 'count', index: 'n' })).toEqual({ n: 'index' });
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
    [{ mode: 'count' }, ['SETTING_MISSING']],
    [{ mode: 'count', times: 3 }, []],
    [{ mode: 'count', times: '{{ input.n }}' }, []],
    [{ mode: 'count', times: 0.5 }, ['LOOP_COUNT']],
    [{ mode: 'count', times: '∞' }, ['LOOP_COUNT']],
    [{ mode: 'while' }, ['SETTING_MISSING']],
    [{ mode: 'until', condition: '{{ true }}' }, []],
    [{ mode: 'until', condition: '{{ true }}', concurrency: 2 }, ['LOOP_CONCURRENCY']],
    [{ mode: 'while', condition: '{{ true }}', maximum: 0 }, ['SETTING_INVALID']],
    [{ mode: 'sometimes', items: [] }, ['SETTING_INVALID']],
  ])('checks %j', (config, codes) => {
    expect(checkConfig(loop, config).map((problem) => problem.code)).toEqual(codes);
  });
});
