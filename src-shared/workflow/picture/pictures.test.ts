import fc from 'fast-check';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { embedInPng, extractFromPng, looksLikePng } from './png-picture';
import { embedInSvg, extractFromSvg, looksLikeSvg } from './svg-picture';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8"><rect/></svg>';

/** One grey pixel, made by the rules of the format and not by the code under test. */
function smallPng(): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const texts = fc.string({ unit: 'grapheme', maxLength: 500 });

describe('embedInSvg', () => {
  it('gives back every text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const picture = embedInSvg(svg, text);
        expect(extractFromSvg(picture)).toBe(text);
        expect(looksLikeSvg(picture)).toBe(true);
        expect(picture.endsWith('<rect/></svg>')).toBe(true);
      }),
    );
  });

  it('keeps markup in a name from becoming markup of the picture', () => {
    const text = 'name: "</stepwell:workflow></metadata><script>alert(1)</script>&lt;"\r\n\ttab';
    const picture = embedInSvg(svg, text);
    expect(picture).not.toContain('<script>');
    expect(extractFromSvg(picture)).toBe(text);
  });

  it('finds nothing in other pictures', () => {
    expect(extractFromSvg(svg)).toBeNull();
    expect(looksLikeSvg('stepwell: 1\nname: <svg>')).toBe(false);
  });
});

describe('embedInPng', () => {
  it('gives back every text, in a file that is still a PNG', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const picture = embedInPng(smallPng(), Buffer.from(text));
        expect(looksLikePng(picture)).toBe(true);
        const found = extractFromPng(picture);
        expect(found && Buffer.from(found).toString()).toBe(text);
        expect(Buffer.from(picture.subarray(-12)).equals(smallPng().subarray(-12))).toBe(true);
      }),
    );
  });

  it('finds nothing in other, damaged or cut pictures, at whatever byte', () => {
    expect(extractFromPng(smallPng())).toBeNull();
    const picture = embedInPng(smallPng(), Buffer.from('stepwell: 1'));
    for (let length = 0; length < picture.length - 12; length += 1) {
      expect(extractFromPng(picture.subarray(0, length))).toBeNull();
    }
    const damaged = picture.slice();
    const at = Buffer.from(damaged).indexOf('stepwell: 1');
    damaged[at] = 0x53;
    expect(extractFromPng(damaged)).toBeNull();
  });
});
