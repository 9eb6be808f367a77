import { fail } from '../expression-error';

// Written out: the language runs in processes that have neither Buffer nor btoa, and btoa does not
// know Unicode.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  const groups: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    groups.push(
      sign(a >> 2) +
        sign(((a & 3) << 4) | ((b ?? 0) >> 4)) +
        (b === undefined ? '=' : sign(((b & 15) << 2) | ((c ?? 0) >> 6))) +
        (c === undefined ? '=' : sign(c & 63)),
    );
  }
  return groups.join('');
}

export function decodeBase64(text: string): string {
  const clean = text.replace(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (/[^A-Za-z0-9+/]/.test(clean) || clean.length % 4 === 1) {
    throw fail('EXPR_TYPE', 'base64Decode() got text that is not Base64');
  }
  const bytes: string[] = [];
  let bits = 0;
  let held = 0;
  for (const character of clean) {
    bits = (bits << 6) | alphabet.indexOf(character);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push(`%${((bits >> held) & 255).toString(16).padStart(2, '0')}`);
      bits &= (1 << held) - 1;
    }
  }
  try {
    return decodeURIComponent(bytes.join(''));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw fail(
      'EXPR_TYPE',
      'base64Decode() got bytes that are not UTF-8 text',
      'Read binary data in a code step.',
    );
  }
}

function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

function sign(index: number): string {
  return alphabet.charAt(index);
}
