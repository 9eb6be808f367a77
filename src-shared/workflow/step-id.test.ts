import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeStepId, isStepId, suggestStepId } from './step-id';

describe('step ids', () => {
  it('are plain names that no object inherits', () => {
    for (const id of ['a', '_', 'fetchOrders2', 'x'.repeat(64)]) expect(isStepId(id)).toBe(true);
    for (const id of [
      '',
      '1a',
      'a-b',
      'é',
      'x'.repeat(65),
      '__proto__',
      'constructor',
      'toString',
    ]) {
      expect(isStepId(id), id).toBe(false);
    }
  });

  it.each([
    ['Fetch orders', 'FetchOrders'],
    ['café', 'cafe'],
    ['1st', '_1st'],
    ['', 'step'],
    ['constructor', 'constructorStep'],
  ])('suggests for %s', (text, id) => {
    expect(suggestStepId(text)).toBe(id);
  });

  it('are valid and free for any wish', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom('a', 'a2', 'b', 'step')), (wish, ids) => {
        const taken = new Set<string>(ids);
        const id = freeStepId(wish, taken);
        expect(isStepId(id)).toBe(true);
        expect(taken.has(id)).toBe(false);
      }),
    );
    expect(freeStepId('fetch', new Set(['fetch', 'fetch2']))).toBe('fetch3');
    expect(freeStepId('fetch2', new Set(['fetch2']))).toBe('fetch3');
  });
});
