import { describe, expect, it } from 'vitest';
import { bodyName, textOfBody, unwrapFinding, wrapBody } from './function-body';

const text = 'const a = 1;\nreturn a;';

describe('wrapBody', () => {
  it('keeps the lines of the text', () => {
    const lines = wrapBody(text).split('\n');
    expect(lines[0]?.endsWith('const a = 1;')).toBe(true);
    expect(lines.slice(1)).toEqual(['return a;', '}']);
  });
});

describe('unwrapFinding', () => {
  it('moves a finding to where it is in the text', () => {
    const start = wrapBody(text).indexOf('return');
    expect(unwrapFinding({ start, length: 6 }, text.length)).toMatchObject({
      start: text.indexOf('return'),
      length: 6,
    });
  });

  it('shows what is found behind the text at its end, and drops what is before it', () => {
    const behind = wrapBody(text).length - 1;
    expect(unwrapFinding({ start: behind, length: 1 }, text.length)).toMatchObject({
      start: text.length,
      length: 0,
    });
    expect(unwrapFinding({ start: 3, length: 2 }, text.length)).toBeNull();
  });

  it('moves related places of the same text and leaves those of other files', () => {
    const start = wrapBody(text).indexOf('a = 1');
    const finding = unwrapFinding(
      {
        start,
        length: 1,
        relatedInformation: [
          { start, length: 1, file: { fileName: bodyName('inmemory://model/1') } },
          { start: 5, length: 1, file: { fileName: 'lib.d.ts' } },
        ],
      },
      text.length,
    );
    expect(finding?.relatedInformation).toEqual([
      { start: 6, length: 1, file: { fileName: 'inmemory://model/1' } },
      { start: 5, length: 1, file: { fileName: 'lib.d.ts' } },
    ]);
  });
});

describe('textOfBody', () => {
  it('knows companions by their name', () => {
    expect(textOfBody(bodyName('a'))).toBe('a');
    expect(textOfBody('a')).toBeNull();
  });
});
