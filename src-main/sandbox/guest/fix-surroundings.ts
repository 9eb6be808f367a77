/** Time as the code sees it while it is fixed. */
export interface FixedClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves it on; never back. */
  advanceTo(time: number): void;
  /** Gives the realm its own time and chance back. */
  restore(): void;
}

/**
 * Makes a realm's time stand still and its chance repeatable: `Date`, `Temporal.Now`,
 * `performance.now`, `Math.random` and the random parts of `crypto`. Used in every lane, also as
 * text sent elsewhere: it may use nothing from outside itself.
 */
export function fixSurroundings(
  realm: typeof globalThis,
  fixed: { readonly now: number; readonly seed: number },
): FixedClock {
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { apply, construct, get, deleteProperty } = Reflect;
  const { floor } = Math;
  const undo: (() => void)[] = [];
  let now = fixed.now;

  function replace(object: object, key: PropertyKey, value: unknown): void {
    const before = getOwnPropertyDescriptor(object, key);
    defineProperty(object, key, { value, writable: true, configurable: true, enumerable: false });
    undo.push(() => {
      if (before) defineProperty(object, key, before);
      else deleteProperty(object, key);
    });
  }

  // sfc32: small, quick and good enough for anything but secrets.
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, fixed.seed | 0, 1];
  function nextWord(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round += 1) nextWord();
  const random = () =>
    ((nextWord() >>> 5) * 67_108_864 + (nextWord() >>> 6)) / 9_007_199_254_740_992;

  // A proxy and not a subclass: `instanceof Date` and `Date.prototype` stay what they are.
  const NativeDate = realm.Date;
  const current = () => floor(now);
  const FixedDate: DateConstructor = new Proxy(NativeDate, {
    apply: () => new NativeDate(current()).toString(),
    construct: (target, given, newTarget) =>
      construct(
        target,
        given.length === 0 ? [current()] : given,
        newTarget === FixedDate ? target : newTarget,
      ) as object,
    get: (target, key, receiver) =>
      key === 'now' ? current : get(target, key, receiver === FixedDate ? target : receiver),
  });
  replace(realm, 'Date', FixedDate);
  replace(realm.Math, 'random', random);

  const { performance, crypto } = realm;
  if (performance) replace(performance, 'now', () => now - fixed.now);
  if (crypto) {
    const bytes = (array: ArrayBufferView) => {
      const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let at = 0; at < view.length; at += 1) view[at] = nextWord() >>> 24;
      return array;
    };
    replace(crypto, 'getRandomValues', bytes);
    replace(crypto, 'randomUUID', () => {
      const view = bytes(new Uint8Array(16)) as Uint8Array;
      view[6] = ((view[6] ?? 0) & 0x0f) | 0x40;
      view[8] = ((view[8] ?? 0) & 0x3f) | 0x80;
      let text = '';
      for (let at = 0; at < 16; at += 1) {
        if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
        text += ((view[at] ?? 0) + 0x100).toString(16).slice(1);
      }
      return text;
    });
  }

  // Newer than the library's types.
  interface TemporalLike {
    readonly Now?: object;
    readonly Instant?: { fromEpochMilliseconds(time: number): ZonedSource };
  }
  interface ZonedSource {
    toZonedDateTimeISO(zone: string): Readonly<Record<string, () => unknown>>;
  }
  const temporal = (realm as { Temporal?: TemporalLike }).Temporal;
  const { Now, Instant } = temporal ?? {};
  if (Now && Instant) {
    const ownZone = (Now as { timeZoneId(): string }).timeZoneId();
    const instant = () => Instant.fromEpochMilliseconds(current());
    const zoned = (zone: string = ownZone) => instant().toZonedDateTimeISO(zone);
    replace(Now, 'instant', instant);
    replace(Now, 'zonedDateTimeISO', zoned);
    for (const part of ['plainDate', 'plainTime', 'plainDateTime']) {
      const method = `to${part[0]?.toUpperCase()}${part.slice(1)}`;
      replace(Now, `${part}ISO`, (zone?: string) => {
        const source = zoned(zone);
        const convert = source[method];
        return convert && apply(convert, source, []);
      });
    }
  }

  return {
    now: () => now,
    advanceTo: (time) => {
      if (time > now) now = time;
    },
    restore: () => {
      while (undo.length > 0) undo.pop()?.();
    },
  };
}
