import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedText, mergeTexts } from './merge';

const base = 'a\nb\nc\nd\ne';

describe('mergeTexts', () => {
  it('takes what only one side changed', () => {
    const parts = mergeTexts(base, 'a\nB\nc\nd\ne', 'a\nb\nc\nd\ne\nf');
    expect(mergedText(parts, [])).toBe('a\nB\nc\nd\ne\nf');
  });

  it('asks where both changed the same lines, and only there', () => {
    const parts = mergeTexts(base, 'a\nmine\nc\nd\nE', 'a\ntheirs\nc\nd\ne');
    expect(parts.filter((part) => part.type === 'conflict')).toEqual([
      { type: 'conflict', base: ['b'], mine: ['mine'], theirs: ['theirs'] },
    ]);
    expect(mergedText(parts, [])).toBeUndefined();
    expect(mergedText(parts, ['mine'])).toBe('a\nmine\nc\nd\nE');
    expect(mergedText(parts, ['theirs'])).toBe('a\ntheirs\nc\nd\nE');
    expect(mergedText(parts, ['both'])).toBe('a\nmine\ntheirs\nc\nd\nE');
  });

  it('asks when one side removed what the other changed', () => {
    const parts = mergeTexts(base, 'a\nb\nd\ne', 'a\nb\nC\nd\ne');
    expect(parts).toContainEqual({ type: 'conflict', base: ['c'], mine: [], theirs: ['C'] });
  });

  it('has no question when both did the same', () => {
    expect(mergedText(mergeTexts(base, 'a\nx\nc', 'a\nx\nc'), [])).toBe('a\nx\nc');
  });

  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });
  const text = lines.map((all) => all.join('\n'));

  it('is either text alone when the other side changed nothing', () => {
    fc.assert(
      fc.property(text, text, (old, other) => {
        expect(mergedText(mergeTexts(old, other, old), [])).toBe(other);
        expect(mergedText(mergeTexts(old, old, other), [])).toBe(other);
      }),
      { numRuns: 300 },
    );
  });

  it('gives everything that a side wrote when that side is chosen in every conflict', () => {
    fc.assert(
      fc.property(text, text, text, (old, mine, theirs) => {
        const parts = mergeTexts(old, mine, theirs);
        const swapped = mergeTexts(old, theirs, mine);
        const all = Array.from({ length: parts.length }, () => 'mine' as const);
        const other = Array.from({ length: parts.length }, () => 'theirs' as const);
        // Who is "mine" makes no difference to the outcome.
        expect(mergedText(parts, all)).toBe(mergedText(swapped, other));
        // And every line of mine is there, unless the other side alone took it out.
        const merged = mergedText(parts, all) ?? '';
        for (const part of parts) {
          if (part.type === 'conflict') expect(merged).toContain(part.mine.join('\n'));
        }
      }),
      { numRuns: 300 },
    );
  });
});
