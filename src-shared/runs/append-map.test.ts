import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppendMap } from './append-map';

describe('AppendMap', () => {
  it('keeps old versions as they were, also when two versions grow from the same one', () => {
    const one = AppendMap.empty<number>().set('a', 1, {});
    const two = one.set('b', 2, {}).set('a', 10, {});
    const other = one.set('c', 3, {});
    expect([...one]).toEqual([['a', 1]]);
    expect([...two]).toEqual([
      ['a', 10],
      ['b', 2],
    ]);
    expect([...other]).toEqual([
      ['a', 1],
      ['c', 3],
    ]);
    expect(one.has('b')).toBe(false);
    expect(one.get('b')).toBeUndefined();
  });

  it('is changed in place by the owner that made the version', () => {
    const owner = {};
    const version = AppendMap.empty<number>().set('a', 1, owner);
    expect(version.set('b', 2, owner)).toBe(version);
    expect(version.set('b', 3, {})).not.toBe(version);
    expect([...version.values()]).toEqual([1, 2]);
  });

  it('behaves like a copied Map in every version of any history', () => {
    const change = fc.record({
      from: fc.nat(),
      key: fc.nat({ max: 90 }).map((number) => `k${number}`),
      value: fc.nat(),
      owner: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 150 }), (changes) => {
        const versions = [{ map: AppendMap.empty<number>(), model: new Map<string, number>() }];
        for (const { from, key, value } of changes) {
          const base = versions[from % versions.length];
          if (base === undefined) return;
          versions.push({
            map: base.map.set(key, value, {}),
            model: new Map(base.model).set(key, value),
          });
        }
        for (const { map, model } of versions) {
          expect([...map.entries()]).toEqual([...model.entries()]);
          expect([...map.keys()]).toEqual([...model.keys()]);
          expect(map.size).toBe(model.size);
          for (let number = 0; number <= 90; number += 1) {
            expect(map.get(`k${number}`)).toBe(model.get(`k${number}`));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
