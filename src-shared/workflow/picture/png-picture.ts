// A workflow's text inside a PNG picture of it, as the international text chunk (iTXt) that the
// format has for such things; other programs show the picture and leave the chunk alone.
// https://www.w3.org/TR/png-3/#11iTXt

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const keyword = 'stepwell:workflow';
/** Keyword, end, not compressed, method 0, no language, no translated keyword. */
const prefix = Uint8Array.from([...codes(keyword), 0, 0, 0, 0, 0]);

export function looksLikePng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** The picture with `text`, UTF-8, in a chunk before its end. */
export function embedInPng(png: Uint8Array, text: Uint8Array): Uint8Array {
  const end = chunksOf(png).find(({ type }) => type === 'IEND');
  if (!end) throw new Error('The picture is no PNG.');
  const body = new Uint8Array(4 + prefix.length + text.length);
  body.set(codes('iTXt'));
  body.set(prefix, 4);
  body.set(text, 4 + prefix.length);
  const result = new Uint8Array(png.length + body.length + 8);
  const view = new DataView(result.buffer);
  result.set(png.subarray(0, end.start));
  view.setUint32(end.start, body.length - 4);
  result.set(body, end.start + 4);
  view.setUint32(end.start + 4 + body.length, crc32(body));
  result.set(png.subarray(end.start), end.start + 8 + body.length);
  return result;
}

/** What `embedInPng` put in, UTF-8; null when there is none or the file is damaged. */
export function extractFromPng(bytes: Uint8Array): Uint8Array | null {
  for (const { type, data, isWhole } of chunksOf(bytes)) {
    if (type !== 'iTXt' || !prefix.every((byte, at) => data[at] === byte)) continue;
    return isWhole ? data.subarray(prefix.length) : null;
  }
  return null;
}

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly data: Uint8Array;
  /** Its checksum is right. */
  readonly isWhole: boolean;
}

/** As far as the file is a PNG; a chunk that claims more than there is ends the list. */
function chunksOf(bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  if (!looksLikePng(bytes)) return chunks;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = signature.length;
  while (start + 12 <= bytes.length) {
    const length = view.getUint32(start);
    const end = start + 8 + length;
    if (end + 4 > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    // Only what is looked at is worth a checksum.
    const isWhole =
      type !== 'iTXt' || crc32(bytes.subarray(start + 4, end)) === view.getUint32(end);
    chunks.push({ type, start, data: bytes.subarray(start + 8, end), isWhole });
    start = end + 4;
  }
  return chunks;
}

function codes(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
