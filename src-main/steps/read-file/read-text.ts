import type { FileHandle } from 'node:fs/promises';
import { finalError, type StepError } from '../../engine/step-error';
import { fileError } from '../lib/file-errors';

const chunkBytes = 256 * 1024;

export interface TextSource {
  readonly path: string;
  readonly handle: FileHandle;
  readonly encoding: string;
  readonly signal: AbortSignal;
  /** More bytes than this are refused. */
  readonly maximumBytes: number;
}

/** The text of a file, piece by piece. Says where it is not what it is said to be. */
export async function* readText(source: TextSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(source.encoding, { fatal: true });
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let position = 0;
  for (;;) {
    source.signal.throwIfAborted();
    const bytesRead = await readChunk(source, buffer, position);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    if (position === 0) refuseOtherEncodings(source, chunk);
    if (position + bytesRead > source.maximumBytes)
      throw tooLarge(source.path, source.maximumBytes);
    const text = decode(decoder, chunk, source, position);
    refuseNul(text, source, position);
    position += bytesRead;
    if (text !== '') yield text;
  }
  const rest = decode(decoder, undefined, source, position);
  if (rest !== '') yield rest;
}

async function readChunk(source: TextSource, buffer: Buffer, position: number): Promise<number> {
  try {
    const { bytesRead } = await source.handle.read(buffer, 0, buffer.length, position);
    return bytesRead;
  } catch (error) {
    throw fileError(error, source.path);
  }
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer | undefined,
  source: TextSource,
  position: number,
): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    const offset = position + (chunk ? firstBadByte(chunk, source.encoding) : 0);
    throw encodingError(
      source.path,
      `is not ${source.encoding}: the byte at offset ${offset} does not belong there`,
      error,
    );
  }
}

/** Where decoding goes wrong, near enough to find it: up to three bytes may belong to the piece before. */
function firstBadByte(chunk: Buffer, encoding: string): number {
  const text = new TextDecoder(encoding).decode(chunk);
  const at = text.indexOf('\uFFFD', text.startsWith('\uFFFD') && chunk.length > 4 ? 1 : 0);
  return at < 0 ? 0 : Buffer.byteLength(text.slice(0, at));
}

function refuseOtherEncodings(source: TextSource, start: Buffer): void {
  const [a, b] = start;
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  if (utf16 && source.encoding === 'utf-8') {
    throw encodingError(source.path, 'is UTF-16, not utf-8; set the encoding to utf-16le');
  }
}

function refuseNul(text: string, source: TextSource, position: number): void {
  const at = text.indexOf('\0');
  if (at < 0) return;
  const offset = position + Buffer.byteLength(text.slice(0, at));
  throw encodingError(source.path, `is no text: there is a NUL byte at offset ${offset}`);
}

function encodingError(path: string, what: string, cause?: unknown): StepError {
  const hint = 'Choose the encoding the file was written with, or another file.';
  return finalError(
    { code: 'FILE_ENCODING', kind: 'user', message: `${path} ${what}`, hint },
    cause,
  );
}

export function tooLarge(path: string, maximumBytes: number): StepError {
  return finalError({
    code: 'FILE_TOO_LARGE',
    kind: 'user',
    message: `${path} has more than ${Math.round(maximumBytes / 1_048_576)} MB`,
    hint: 'Set a limit of rows, or read it in a code step.',
  });
}
