import type { GuestHost, GuestJob } from './guest';

// The guest's host in a bare engine, which has the language and nothing else: what a step finds
// anywhere is made here, as far as it needs nothing from outside.

/** Functions of the engine around it; they take and give texts and numbers only. */
export interface BareHost {
  send(text: string): void;
  evaluate(program: string, name: string): unknown;
  /** The guest's `fire(id)` is called after that time. */
  startTimer(id: number, milliseconds: number): void;
  stopTimer(id: number): void;
  milliseconds(): number;
  /** That many random bytes in hexadecimal. */
  randomHex(bytes: number): string;
}

export interface BareGuest {
  run(job: string): Promise<void>;
  fire(id: number): void;
}

/** Sent into the engine as text: it may use nothing from outside itself. */
export function startBare(
  createGuest: (host: GuestHost) => (job: GuestJob) => Promise<void>,
  host: BareHost,
): BareGuest {
  const { send, evaluate, startTimer, stopTimer, milliseconds, randomHex } = host;
  const { parse } = JSON;
  const timers = new Map<number, { readonly call: () => void; readonly every: number | null }>();
  let lastTimer = 0;
  let onThrown: (error: unknown) => void = () => undefined;

  function addTimer(call: () => void, delay: unknown, repeats: boolean): number {
    const pause = Math.max(1, Math.min(Number(delay) || 0, 2_147_483_647));
    lastTimer += 1;
    timers.set(lastTimer, { call, every: repeats ? pause : null });
    startTimer(lastTimer, pause);
    return lastTimer;
  }

  function dropTimer(id: unknown): void {
    if (timers.delete(Number(id))) stopTimer(Number(id));
  }

  function hexToBytes(hex: string): number[] {
    return Array.from({ length: hex.length / 2 }, (_, at) =>
      Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
    );
  }

  const names: Record<string, unknown> = {
    setTimeout: (call: (...args: unknown[]) => void, delay?: unknown, ...args: unknown[]) =>
      addTimer(() => call(...args), delay, false),
    setInterval: (call: (...args: unknown[]) => void, delay?: unknown, ...args: unknown[]) =>
      addTimer(() => call(...args), delay, true),
    clearTimeout: dropTimer,
    clearInterval: dropTimer,
    queueMicrotask: (call: () => void) => {
      void Promise.resolve()
        .then(call)
        .catch((error: unknown) => onThrown(error));
    },
    performance: { now: milliseconds, timeOrigin: Date.now() - milliseconds() },
    structuredClone: (value: unknown) => clone(value, new Map()),
    crypto: {
      randomUUID: () => {
        const bytes = hexToBytes(randomHex(16));
        bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
        bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
        const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      },
      getRandomValues: <View extends ArrayBufferView>(view: View): View => {
        if (view.byteLength > 65_536) throw new RangeError('At most 65,536 bytes at a time');
        const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
        bytes.set(hexToBytes(randomHex(view.byteLength)));
        return view;
      },
    },
    btoa: (text: unknown) => toBase64(String(text)),
    atob: (text: unknown) => fromBase64(String(text)),
    TextEncoder: class {
      readonly encoding = 'utf-8';
      encode(text: unknown = ''): Uint8Array {
        const escaped = encodeURIComponent(String(text).toWellFormed());
        const binary = escaped.replace(/%(..)/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
      }
    },
    TextDecoder: class {
      readonly encoding = 'utf-8';
      decode(view: ArrayBuffer | ArrayBufferView = new Uint8Array()): string {
        const bytes = ArrayBuffer.isView(view)
          ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
          : new Uint8Array(view);
        return decodeUtf8(bytes).replace(/^\uFEFF/, '');
      }
    },
  };
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  function clone(value: unknown, seen: Map<object, unknown>): unknown {
    if (typeof value === 'function' || typeof value === 'symbol') {
      throw new TypeError(`${String(value)} could not be cloned`);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const copy = emptyCopy(value);
    seen.set(value, copy);
    if (value instanceof Map && copy instanceof Map) {
      for (const [key, item] of value) copy.set(clone(key, seen), clone(item, seen));
    } else if (value instanceof Set && copy instanceof Set) {
      for (const item of value) copy.add(clone(item, seen));
    } else if (Array.isArray(value) || isPlain(value)) {
      for (const key of Object.keys(value)) {
        const item = clone((value as Record<string, unknown>)[key], seen);
        Object.defineProperty(copy, key, {
          value: item,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    }
    return copy;
  }

  function isPlain(value: object): boolean {
    return Object.prototype.toString.call(value) === '[object Object]';
  }

  function emptyCopy(value: object): object {
    if (Array.isArray(value)) return new Array(value.length);
    if (value instanceof Date) return new Date(value.getTime());
    if (value instanceof RegExp) return new RegExp(value.source, value.flags);
    if (value instanceof Map) return new Map();
    if (value instanceof Set) return new Set();
    if (value instanceof ArrayBuffer) return value.slice(0);
    if (value instanceof Error)
      return Object.assign(new Error(value.message), { name: value.name });
    if (ArrayBuffer.isView(value) && 'slice' in value) return (value as Uint8Array).slice();
    return {};
  }

  function toBase64(text: string): string {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    let out = '';
    for (let at = 0; at < text.length; at += 3) {
      const codes = [0, 1, 2].map((offset) => text.charCodeAt(at + offset));
      if (codes.some((code) => code > 255)) {
        throw new RangeError('The text contains characters outside of the Latin1 range');
      }
      const [first = 0, second = 0, third = 0] = codes.map((code) => code || 0);
      const bits = (first << 16) | (second << 8) | third;
      const left = text.length - at;
      const four = [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63] ?? '');
      out += four.map((digit, place) => (place > left ? '=' : digit)).join('');
    }
    return out;
  }

  function fromBase64(text: string): string {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const clean = text.replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '');
    if (clean.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(clean)) {
      throw new TypeError('The text is not correctly encoded');
    }
    let out = '';
    let bits = 0;
    let kept = 0;
    for (const digit of clean) {
      bits = ((bits << 6) | digits.indexOf(digit)) & 0xffffff;
      kept += 6;
      if (kept < 8) continue;
      kept -= 8;
      out += String.fromCharCode((bits >> kept) & 255);
    }
    return out;
  }

  function decodeUtf8(bytes: Uint8Array): string {
    let out = '';
    for (let at = 0; at < bytes.length;) {
      const first = bytes[at] ?? 0;
      const more =
        first < 0x80
          ? 0
          : first < 0xc2
            ? -1
            : first < 0xe0
              ? 1
              : first < 0xf0
                ? 2
                : first < 0xf5
                  ? 3
                  : -1;
      let code = more <= 0 ? first : first & (0x3f >> more);
      let read = 1;
      while (read <= more && ((bytes[at + read] ?? 0) & 0xc0) === 0x80) {
        code = (code << 6) | ((bytes[at + read] ?? 0) & 0x3f);
        read += 1;
      }
      const least = [0, 0x80, 0x800, 0x10000][more] ?? 0;
      const isWrong =
        more < 0 ||
        read <= more ||
        code < least ||
        code > 0x10ffff ||
        (code >= 0xd800 && code < 0xe000);
      out += isWrong ? '\uFFFD' : String.fromCodePoint(code);
      at += isWrong ? 1 : read;
    }
    return out;
  }

  const run = createGuest({
    send,
    evaluate,
    milliseconds,
    turn: () => Promise.resolve(),
    after(delay, callback) {
      const id = addTimer(callback, delay, false);
      return () => dropTimer(id);
    },
    onStray: (_rejected, thrown) => {
      onThrown = thrown;
    },
  });

  return {
    run: (job) => run(parse(job) as GuestJob),
    fire(id) {
      const timer = timers.get(id);
      if (!timer) return;
      if (timer.every === null) timers.delete(id);
      else startTimer(id, timer.every);
      try {
        timer.call();
      } catch (error) {
        onThrown(error);
      }
    },
  };
}
