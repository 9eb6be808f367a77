// Messages on a byte stream, as the protocol frames them: headers, an empty line, JSON.

/** A message of more bytes is not read; it is told, and the next one is. */
export const messageLimit = 64_000_000;
const headerLimit = 8_192;
const marker = Buffer.from('Content-Length:');
const headerEnd = Buffer.from('\r\n\r\n');

export interface FrameListener {
  message(message: unknown): void;
  /** What came is no message. Reading goes on with the next one. */
  problem(what: string): void;
}

export interface FrameReader {
  push(bytes: Buffer): void;
}

export function createFrameReader(listener: FrameListener): FrameReader {
  let pending: Buffer[] = [];
  let size = 0;
  /** Bytes of the body that is being read; null between messages. */
  let wanted: number | null = null;
  /** Bytes of a body that is too large for us. */
  let skipping = 0;

  function joined(): Buffer {
    const [only] = pending;
    const all = pending.length === 1 && only ? only : Buffer.concat(pending);
    pending = [all];
    return all;
  }

  function keep(rest: Buffer): void {
    pending = rest.length > 0 ? [rest] : [];
    size = rest.length;
  }

  /** False when more bytes are needed. */
  function readHeader(): boolean {
    const bytes = joined();
    const end = bytes.indexOf(headerEnd);
    if (end === -1) {
      if (size > headerLimit) lost(bytes, 'a header without an end');
      return false;
    }
    const header = bytes.subarray(0, end).toString('latin1');
    const lengths = /^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*$/im.exec(header);
    if (end > headerLimit || !lengths) {
      lost(bytes, 'a message without a Content-Length');
      return true;
    }
    const length = Number(lengths[1]);
    keep(bytes.subarray(end + headerEnd.length));
    if (length > messageLimit) {
      listener.problem(`a message of ${length} bytes; the limit is ${messageLimit}`);
      skipping = length;
    } else wanted = length;
    return true;
  }

  /** Goes on where the next message seems to begin. */
  function lost(bytes: Buffer, what: string): void {
    const next = bytes.indexOf(marker, 1);
    // The beginning of the next one may have come only in part.
    const from = next === -1 ? Math.max(1, bytes.length - marker.length + 1) : next;
    keep(bytes.subarray(from));
    listener.problem(what);
  }

  function readBody(length: number): boolean {
    if (size < length) return false;
    const bytes = joined();
    const text = bytes.subarray(0, length).toString('utf8');
    keep(bytes.subarray(length));
    wanted = null;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch (error) {
      listener.problem(`no JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}`);
      return true;
    }
    listener.message(message);
    return true;
  }

  function skip(): boolean {
    const some = Math.min(skipping, size);
    keep(joined().subarray(some));
    skipping -= some;
    return size > 0;
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      pending.push(bytes);
      size += bytes.length;
      for (let more = true; more && size > 0;) {
        if (skipping > 0) more = skip();
        else more = wanted === null ? readHeader() : readBody(wanted);
      }
      if (wanted === 0) readBody(0);
    },
  };
}

export function toFrame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}
