import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorLine, textOfLine } from './anchor-line';

const code = 'const a = 1;\nif (a) {\n  total += a;\n}\nreturn total;';

describe('anchorLine', () => {
  it('stays where its line is', () => {
    expect(anchorLine(code, { line: 3, text: 'total += a;' })).toEqual({ line: 3, moved: false });
    expect(anchorLine(code, { line: 3 })).toEqual({ line: 3, moved: false });
  });

  it('moves with its line', () => {
    const more = `// a comment\n\n${code.replace('  total', '      total')}`;
    expect(anchorLine(more, { line: 3, text: 'total += a;' })).toEqual({ line: 5, moved: true });
  });

  it('stands nowhere when its line is gone, or there twice', () => {
    expect(anchorLine(code, { line: 3, text: 'total -= a;' })).toMatchObject({
      line: null,
      reason: expect.stringContaining('no longer in the code'),
    });
    const twice = `x();\n${code}\ntotal += a;`;
    expect(anchorLine(twice, { line: 3, text: 'total += a;' })).toMatchObject({
      line: null,
      reason: expect.stringContaining('more than once'),
    });
    expect(anchorLine(code, { line: 9 })).toMatchObject({ reason: 'the code has 5 lines, not 9' });
  });

  it('never stands at a line with another text, whatever is edited', () => {
    const lineArb = fc.constantFrom('a();', 'b();', '  a();', 'c(1);', 'd({', '});', 'return x;');
    fc.assert(
      fc.property(
        fc.array(lineArb, { minLength: 1, maxLength: 12 }),
        fc.array(lineArb, { maxLength: 12 }),
        fc.nat(),
        (before, after, pick) => {
          const line = (pick % before.length) + 1;
          const text = textOfLine(before.join('\n'), line);
          const anchored = anchorLine(after.join('\n'), { line, text });
          const same = after.filter((other) => other.trim() === text).length;
          if (anchored.line === null) {
            expect(same === 0 || (same > 1 && after[line - 1]?.trim() !== text)).toBe(true);
          } else {
            expect(after[anchored.line - 1]?.trim()).toBe(text);
            expect(anchored.moved).toBe(anchored.line !== line);
          }
        },
      ),
    );
  });

  it('goes along with its line when lines are added above it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}\(\);$/), { minLength: 2, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (lines, first, second) => {
          const added = first % lines.length;
          const kept = lines.slice(added);
          const line = (second % kept.length) + 1;
          const text = textOfLine(kept.join('\n'), line);
          expect(anchorLine(lines.join('\n'), { line, text })).toMatchObject({
            line: line + added,
          });
        },
      ),
    );
  });
});
