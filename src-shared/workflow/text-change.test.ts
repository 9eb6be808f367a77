import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyTextChanges,
  composeTextChanges,
  invertTextChanges,
  type TextChange,
} from './text-change';

describe('applyTextChanges', () => {
  it('keeps the order of insertions at one offset, before a replacement that starts there', () => {
    const changes: TextChange[] = [
      { from: 1, to: 2, insert: 'X' },
      { from: 1, to: 1, insert: '1' },
      { from: 1, to: 1, insert: '2' },
      { from: 0, to: 1, insert: '' },
    ];
    expect(applyTextChanges('abc', changes)).toBe('12Xc');
  });

  it('refuses changes that overlap', () => {
    const changes = [
      { from: 0, to: 2, insert: '' },
      { from: 1, to: 3, insert: '' },
    ];
    expect(() => applyTextChanges('abc', changes)).toThrow(RangeError);
  });
});

/** A text and changes of it that do not overlap, in any order, neighbours included. */
const edits = fc.string({ maxLength: 40 }).chain((text) =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 4 })), {
      maxLength: 8,
    })
    .map((raw) => {
      const offsets = raw.flatMap(([a, b]) => [a, b]).sort((a, b) => a - b);
      const changes = raw.map(([, , insert], index) => ({
        from: offsets[index * 2] ?? 0,
        to: offsets[index * 2 + 1] ?? 0,
        insert,
      }));
      return { text, changes };
    }),
);

describe('invertTextChanges', () => {
  it('takes any changed text back to the original', () => {
    fc.assert(
      fc.property(edits, ({ text, changes }) => {
        const after = applyTextChanges(text, changes);
        expect(applyTextChanges(after, invertTextChanges(text, changes))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('composeTextChanges', () => {
  it('does at once what two lists do one after the other', () => {
    fc.assert(
      fc.property(edits, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.string())), (first, raw) => {
        const middle = applyTextChanges(first.text, first.changes);
        const size = middle.length + 1;
        const offsets = raw.flatMap(([a, b]) => [a % size, b % size]).sort((a, b) => a - b);
        const second = raw.map(([, , insert], index) => ({
          from: offsets[index * 2] ?? 0,
          to: offsets[index * 2 + 1] ?? 0,
          insert,
        }));
        const both = composeTextChanges(first.text, first.changes, second);
        expect(applyTextChanges(first.text, both)).toBe(applyTextChanges(middle, second));
      }),
      { numRuns: 1_000 },
    );
  });
});
