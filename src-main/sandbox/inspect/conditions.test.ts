import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { engineCondition, isQuick, readExpression } from './conditions';

describe('isQuick', () => {
  it('leaves to the engine what surely ends and changes nothing', () => {
    for (const condition of [
      'i === 3',
      'line.price > 2 && !done',
      'name.startsWith("a") || list?.includes(n)',
      '`${a}-${b}` === "1-2" // both',
      'typeof x === "string" ? x.length > 3 : false',
    ]) {
      expect([condition, isQuick(condition)]).toEqual([condition, true]);
    }
  });

  it('keeps calls, changes and whatever may loop in its own hands', () => {
    for (const condition of [
      'check(item)',
      'list.some((x) => x)',
      'i++ > 3',
      'n = 3',
      'delete item.a',
      'new Foo()',
      '(() => { while (true); })()',
      'tag`x`',
      'list["map"](f)',
      'i ===',
      'a; b',
    ]) {
      expect([condition, isQuick(condition)]).toEqual([condition, false]);
    }
  });
});

describe('readExpression', () => {
  it('tells expressions from statements, and sees what is awaited', () => {
    expect(readExpression('let a = 1')).toBeNull();
    expect(readExpression('a + 1 /* more */ ')).not.toBeNull();
    expect(readExpression('await x')).toBeNull();
    expect(readExpression('await x', true)).not.toBeNull();
  });
});

describe('engineCondition', () => {
  it('holds also where one of its conditions throws, so that this is found out', () => {
    const holds = (...conditions: string[]) =>
      // As the engine does with it.
      (runInThisContext(`((x) => ${engineCondition(conditions)})`) as (x: number) => boolean)(1);
    expect(holds('x === 1')).toBe(true);
    expect(holds('x === 2 // no', 'x > 3')).toBe(false);
    expect(holds('x.no.such')).toBe(true);
  });
});
