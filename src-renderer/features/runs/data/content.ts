import { isJsonObject, type JsonValue } from '@shared/lib/json';

// What a value holds beside its JSON form: a page, a picture, or bytes. Said by the value itself (a
// data: address), by a content type that stands beside it (the response of a request), or by how
// it begins. Nothing here knows what kind of step gave it.

/** Pages are text; pictures and other bytes are base64. */
export type Content =
  | { readonly kind: 'html'; readonly type: string; readonly text: string }
  | { readonly kind: 'image' | 'binary'; readonly type: string; readonly base64: string };

/** Texts this short are words, not bytes, whatever they look like. */
const leastBase64 = 16;

/** The content of a value, or null when its JSON form is all there is to see. */
export function contentOf(value: JsonValue): Content | null {
  if (typeof value === 'string') return contentOfText(value);
  if (!isJsonObject(value)) return null;
  const response = ofResponse(value);
  return response ?? null;
}

function contentOfText(text: string): Content | null {
  const address = dataAddress.exec(text.slice(0, 200));
  if (address) return ofDataAddress(text, address);
  if (looksLikeHtml(text)) return { kind: 'html', type: 'text/html', text };
  const type = typeOfBase64(text);
  return type === null ? null : ofBytes(type, text);
}

/** `data:image/png;base64,…` */
const dataAddress = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w.+-]+=[^;,]*)*)(;base64)?,/i;

function ofDataAddress(text: string, match: RegExpExecArray): Content | null {
  const type = (match[1] ?? 'text/plain').toLowerCase();
  const data = text.slice(match[0].length);
  if (match[3]) {
    if (!isBase64(data)) return null;
    return type === 'text/html' ? htmlOfBase64(data) : ofBytes(type, data);
  }
  const plain = decodePercent(data);
  if (plain === null) return null;
  if (type === 'text/html') return { kind: 'html', type, text: plain };
  return type === 'image/svg+xml' ? ofBytes(type, toBase64(new TextEncoder().encode(plain))) : null;
}

/** A value beside its content type: `{ headers: { "content-type": "image/png" }, body: "iVBO…" }`. */
function ofResponse(value: Readonly<Record<string, JsonValue>>): Content | null {
  const { headers, body } = value;
  if (typeof body !== 'string' || !isJsonObject(headers ?? null)) return null;
  const type = contentTypeOf(headers as Readonly<Record<string, JsonValue>>);
  if (type === null) return null;
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return { kind: 'html', type, text: body };
  }
  if (type === 'image/svg+xml' && body.trimStart().startsWith('<')) {
    return ofBytes(type, toBase64(new TextEncoder().encode(body)));
  }
  return isText(type) || !isBase64(body) ? null : ofBytes(type, body);
}

function contentTypeOf(headers: Readonly<Record<string, JsonValue>>): string | null {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  if (typeof entry?.[1] !== 'string') return null;
  return entry[1].split(';')[0]?.trim().toLowerCase() || null;
}

function isText(type: string): boolean {
  return /^text\/|[/+](json|xml|yaml|csv)$|^application\/(javascript|x-www-form-urlencoded)$/.test(
    type,
  );
}

function looksLikeHtml(text: string): boolean {
  return /^\s*(<!--[\s\S]{0,500}?-->\s*)?<(!doctype html|html|head|body)[\s>]/i.test(
    text.slice(0, 1_000),
  );
}

/** How files of a type begin, in base64. */
const beginnings: readonly (readonly [string, string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk0', 'image/bmp'],
  ['AAABAA', 'image/x-icon'],
  ['JVBERi0', 'application/pdf'],
  ['UEsDB', 'application/zip'],
  ['H4sI', 'application/gzip'],
];

function typeOfBase64(text: string): string | null {
  if (text.length < leastBase64) return null;
  const type = beginnings.find(([beginning]) => text.startsWith(beginning))?.[1];
  return type !== undefined && isBase64(text) ? type : null;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function ofBytes(type: string, base64: string): Content {
  return { kind: type.startsWith('image/') ? 'image' : 'binary', type, base64 };
}

function htmlOfBase64(base64: string): Content {
  return { kind: 'html', type: 'text/html', text: new TextDecoder().decode(bytesOf(base64)) };
}

function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all: then it is no address to be decoded.
    return null;
  }
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}

/** How many bytes a base64 text stands for. */
export function byteLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
