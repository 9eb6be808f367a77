import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeWorkflowBytes } from './decode-workflow-bytes';

function codeOf(bytes: readonly number[]): string {
  const decoded = decodeWorkflowBytes(Uint8Array.from(bytes));
  return decoded.ok ? `ok ${JSON.stringify(decoded.value.text)}` : decoded.error.code;
}

const ascii = (text: string): number[] => [...Buffer.from(text, 'utf8')];

describe('decodeWorkflowBytes', () => {
  it('reads what UTF-8 can write, as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (raw) => {
        const text = raw.replaceAll('\0', ' ').replace(/^\uFEFF/, '');
        fc.pre(text !== '' && !/^(GIF8|%PDF-|\x7fELF|SQLite f)/.test(text));
        const decoded = decodeWorkflowBytes(Buffer.from(text, 'utf8'));
        expect(decoded.ok && decoded.value.text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the platform on what is UTF-8', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12, min: 1 }), (bytes) => {
        const decoded = decodeWorkflowBytes(bytes);
        fc.pre(decoded.ok || decoded.error.code === 'FILE_ENCODING');
        fc.pre(
          !(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff),
        );
        let expected: string | false;
        try {
          expected = strict.decode(bytes).replace(/^\uFEFF/, '');
        } catch {
          // The platform refuses it.
          expected = false;
        }
        expect(decoded.ok && decoded.value.text).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('tells the byte that is wrong', () => {
    const decoded = decodeWorkflowBytes(Uint8Array.from([...ascii('name: '), 0xff, 0x41]));
    expect(decoded.ok ? null : decoded.error).toMatchObject({
      code: 'FILE_ENCODING',
      message: 'The byte 0xFF is not UTF-8 at byte 6',
      details: { offset: 6 },
    });
  });

  it.each([
    ['nothing', [], 'FILE_EMPTY'],
    ['a NUL byte', [...ascii('a'), 0], 'FILE_ENCODING'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], 'FILE_TYPE'],
    ['an ELF program', [0x7f, 0x45, 0x4c, 0x46, 2], 'FILE_TYPE'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00, 0xe9, 0x00], 'ok "aé"'],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61, 0x00, 0xe9], 'ok "aé"'],
    ['half a UTF-16 character', [0xff, 0xfe, 0x61], 'FILE_ENCODING'],
    ['half a surrogate pair', [0xff, 0xfe, 0x00, 0xd8], 'FILE_ENCODING'],
    ['a mark before UTF-8', [0xef, 0xbb, 0xbf, 0x61], 'ok "a"'],
  ] as const)('knows %s', (_name, bytes, expected) => {
    expect(codeOf(bytes)).toBe(expected);
  });

  it('refuses more than the limit', () => {
    const large = decodeWorkflowBytes(new Uint8Array(20 * 1024 * 1024 + 1).fill(97));
    expect(large.ok ? null : large.error.code).toBe('FILE_TOO_LARGE');
  });
});
