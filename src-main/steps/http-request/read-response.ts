import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '@shared/lib/json';
import type { HttpRequestConfig } from '@shared/steps/http-request/config';
import { finalError } from '../../engine/step-error';
import { data } from '../lib/http-errors';

/** The body as a value, by what the setting or else the content type says it is. */
export function bodyValue(
  bytes: Buffer,
  contentType: string,
  wanted: HttpRequestConfig['responseType'],
): JsonValue {
  if (bytes.length === 0) return null;
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (wanted === 'binary') return bytes.toString('base64');
  if (wanted === 'json' || (wanted === 'auto' && isJson(type)))
    return jsonValue(bytes, contentType);
  if (wanted === 'text' || isText(type)) return decode(bytes, contentType);
  const unknown = type === '' && isUtf8(bytes) && !bytes.includes(0);
  return unknown ? bytes.toString('utf8') : bytes.toString('base64');
}

function isJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

function isText(type: string): boolean {
  return /^text\/|[+/]xml$|\/(javascript|ecmascript|x-www-form-urlencoded|x-ndjson|jsonl|yaml|x-yaml|toml|sql|graphql)$/.test(
    type,
  );
}

function decode(bytes: Buffer, contentType: string): string {
  const charset = /charset="?([\w-]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset nobody knows: UTF-8 is by far the likeliest.
    return new TextDecoder().decode(bytes);
  }
}

function jsonValue(bytes: Buffer, contentType: string): JsonValue {
  const text = decode(bytes, contentType);
  try {
    // JSON.parse gives JSON.
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const start = text.slice(0, 80).replace(/\s+/g, ' ');
    throw finalError(
      data(
        'HTTP_BODY_INVALID',
        `The answer is said to be JSON but is not; it begins with: ${start}`,
        'Set "Read the response as" to text.',
      ),
      error,
    );
  }
}
