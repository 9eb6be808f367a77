import { fileError } from './file-errors';

const signatures: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x7fELF', 'a program'],
  ['MZ', 'a program'],
  ['SQLite format 3', 'a database'],
];

const hint = 'Choose a workflow file: YAML text in UTF-8.';

/** The text of a workflow file's bytes. A byte order mark is kept out; nothing else changes. */
export function decodeWorkflowBytes(bytes: Uint8Array, path: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString('latin1', 0, 16);
  const utf16 = start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff');
  if (utf16) {
    throw fileError('FILE_ENCODING', path, 'is UTF-16 text, expected UTF-8', 'Save it as UTF-8.');
  }
  const type = signatures.find(([signature]) => start.startsWith(signature))?.[1];
  if (type && !isUtf8Text(buffer)) {
    throw fileError('FILE_TYPE', path, `looks like ${type}`, hint);
  }
  const text = decode(buffer, path);
  if (text.trim() === '') {
    const size = buffer.length === 0 ? 'has 0 bytes' : 'holds nothing but white space';
    throw fileError('FILE_EMPTY', path, size, hint);
  }
  return text;
}

function decode(buffer: Buffer, path: string): string {
  const nul = buffer.indexOf(0);
  if (nul !== -1) {
    throw fileError('FILE_ENCODING', path, `holds a zero byte at offset ${nul}`, hint);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    const offset = firstInvalidByte(buffer);
    throw fileError('FILE_ENCODING', path, `is not UTF-8 at offset ${offset}`, hint);
  }
}

function isUtf8Text(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return !buffer.includes(0);
  } catch {
    // Not text, then: exactly what was asked.
    return false;
  }
}

/** Where decoding stops, found by halving: the longest prefix that decodes. */
function firstInvalidByte(buffer: Buffer): number {
  let good = 0;
  let bad = buffer.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (decodesUpTo(buffer, middle)) good = middle;
    else bad = middle;
  }
  return decodesUpTo(buffer, bad) ? bad : good;
}

function decodesUpTo(buffer: Buffer, end: number): boolean {
  try {
    // With `stream`, a character that is merely cut off is not an error.
    new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, end), { stream: true });
    return true;
  } catch {
    // The caller asks exactly this.
    return false;
  }
}
