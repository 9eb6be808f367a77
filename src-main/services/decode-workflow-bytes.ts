import type { AppErrorData } from '@shared/errors/app-error';
import { err, ok, type Result } from '@shared/lib/result';
import { sourceLimits } from '@shared/workflow/source/limits';

export interface DecodedWorkflow {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** The file began with a byte order mark; writing it back keeps it. */
  readonly mark: boolean;
}

const signatures: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a ZIP archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'a gzip archive', bytes: [0x1f, 0x8b] },
  { name: 'an ELF program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'a Windows program', bytes: [0x4d, 0x5a, 0x90] },
  { name: 'an SQLite database', bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66] },
];

/** The text of a workflow file. Nothing is replaced or guessed: what is no text is refused. */
export function decodeWorkflowBytes(bytes: Uint8Array): Result<DecodedWorkflow, AppErrorData> {
  if (bytes.length === 0) {
    return refused('FILE_EMPTY', 'The file has 0 bytes', 'Choose a workflow file.');
  }
  if (bytes.length > sourceLimits.textLength) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    const limit = sourceLimits.textLength / 1024 / 1024;
    const message = `The file has ${size} MB, the limit is ${limit} MB`;
    return refused(
      'FILE_TOO_LARGE',
      message,
      'Keep data out of the workflow: read it with a step.',
    );
  }
  const found = signatures.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) {
    const hint = 'Choose a workflow file, which is text and ends in .stepwell.yaml.';
    return refused('FILE_TYPE', `The file looks like ${found.name}`, hint);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
  return decodeUtf8(bytes);
}

function refused(code: string, message: string, hint: string, offset?: number) {
  const details = offset === undefined ? {} : { details: { offset } };
  return err<AppErrorData>({ code, kind: 'user', message, hint, ...details });
}

function badEncoding(message: string, offset: number) {
  const hint = 'Save the file as UTF-8 text.';
  return refused('FILE_ENCODING', `${message} at byte ${offset}`, hint, offset);
}

function decodeUtf16(
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
): Result<DecodedWorkflow, AppErrorData> {
  if (bytes.length % 2 === 1) return badEncoding('Half a UTF-16 character', bytes.length - 1);
  const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
  const units: number[] = [];
  for (let at = 2; at < bytes.length; at += 2) {
    const unit = (bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8);
    if (unit === 0) return badEncoding('A NUL character', at);
    units.push(unit);
  }
  const text = joinUnits(units);
  if (!text.isWellFormed()) return badEncoding('Half a surrogate pair', 2);
  return ok({ text, encoding, mark: true });
}

function decodeUtf8(bytes: Uint8Array): Result<DecodedWorkflow, AppErrorData> {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const units: number[] = [];
  const parts: string[] = [];
  let at = mark ? 3 : 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first === 0) return badEncoding('A NUL byte', at);
    const length = sequenceLength(first);
    const code = length === 0 ? -1 : codePointAt(bytes, at, length);
    if (code < 0) return badEncoding(`The byte 0x${hex(first)} is not UTF-8`, at);
    if (code > 0xffff) {
      units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    } else units.push(code);
    at += length;
    if (units.length >= 8_192) parts.push(joinUnits(units.splice(0)));
  }
  parts.push(joinUnits(units));
  return ok({ text: parts.join(''), encoding: 'utf-8', mark });
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

const smallest = [0, 0, 0x80, 0x800, 0x10000];

/** The code point of a sequence; -1 for one that is cut off, too long, or no character. */
function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let code = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < (smallest[length] ?? 0) || code > 0x10ffff || surrogate ? -1 : code;
}

function joinUnits(units: readonly number[]): string {
  let text = '';
  // As many as a call can take as arguments.
  for (let at = 0; at < units.length; at += 8_192) {
    text += String.fromCharCode(...units.slice(at, at + 8_192));
  }
  return text;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
