import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-fault';

function told(text: string): string | null {
  const fault = findJsonFault(text);
  return fault && `${fault.from}-${fault.to} ${fault.message}`;
}

describe('findJsonFault', () => {
  it.each([
    ['{ "a": 1, }', '8-9 No comma before “}”'],
    ['[1, 2', '0-1 The “]” for this “[” is missing'],
    ['{ "a": 1 "b": 2 }', '8-9 A comma is missing here'],
    ['{ a: 1 }', '2-3 Names stand in double quotes: "a"'],
    ["{ 'a': 1 }", '2-3 Names stand in double quotes'],
    ['{ "a" 1 }', '2-6 A colon is missing after "a"'],
    ['{ "a": }', '2-7 "a" has no value'],
    ['{ "a": 1, "a": 2 }', '10-13 The name "a" stands here twice'],
    ['[True]', '1-5 Write true instead of True'],
    ['[hello]', '1-6 Texts stand in double quotes: "hello"'],
    ['[01]', '1-3 01 is not a number as JSON writes it'],
    ['[1e999]', '1-6 1e999 is too large'],
    ['[12345678901234567890]', /more digits than a number keeps/],
    ['["a\nb"]', '1-3 A text ends on its line: write \\n for a break'],
    ['["a', '1-3 The closing quote of this text is missing'],
    ['["C:\\dir"]', '4-6 \\d means nothing here: a backslash is \\\\'],
    ['{} {}', '3-5 Nothing may follow the value'],
    ['[1] // one', '4-10 Nothing may follow the value'],
    ['{ "a": {{ input.x }} }', '7-20 Inside JSON a binding stands in quotes: "{{ … }}"'],
    ['', '0-0 The text ends where a value should stand'],
    ['['.repeat(5_000), /More than 200 lists and objects/],
  ])('tells what is wrong with %j', (text, expected) => {
    expect(told(text)).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('has nothing to say about JSON, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(told(JSON.stringify(value, null, indent))).toBeNull();
      }),
    );
  });

  it('finds a fault in whatever JSON.parse refuses', () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]":, \n1a-\\e.0u') });
    fc.assert(
      fc.property(text, (some) => {
        let refused = false;
        try {
          JSON.parse(some);
        } catch {
          refused = true;
        }
        if (refused) expect(told(some)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
