import type { Readable, Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import { finalError } from '../../engine/step-error';
import { data } from './http-errors';

/** What a response may have, on the wire and unpacked. */
const maximumBodyBytes = 50 * 1024 * 1024;

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** The whole body, unpacked. Stops at the limit, so a small body that unpacks to a huge one does no harm. */
export async function readBytes(
  body: Readable,
  contentEncoding: string,
  limit = maximumBodyBytes,
): Promise<Buffer> {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let stream: Readable = body;
  const streams: Readable[] = [body];
  for (const name of names.slice(0, 4).reverse()) {
    const decoder = decoders[name]?.();
    if (!decoder) break;
    const source = stream;
    source.on('error', (error) => decoder.destroy(error));
    stream = source.pipe(decoder);
    streams.push(decoder);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (error) {
    throw isZlibError(error) ? brokenEncoding(contentEncoding, error) : error;
  } finally {
    for (const each of streams) each.destroy();
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(limit: number) {
  return finalError(
    data(
      'HTTP_BODY_TOO_LARGE',
      `The answer has more than ${Math.round(limit / 1_048_576)} MB, unpacked`,
      'Ask the server for less at a time, such as one page.',
    ),
  );
}

function isZlibError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(Z_|ERR__|ERR_BROTLI|ZSTD_)/.test(String(error.code))
  );
}

function brokenEncoding(encoding: string, error: Error) {
  return finalError(
    data(
      'HTTP_BODY_INVALID',
      `The answer is said to be packed as ${encoding} but is not`,
      'Ask whoever runs the server.',
    ),
    error,
  );
}
