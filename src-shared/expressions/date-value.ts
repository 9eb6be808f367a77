/**
 * A moment in time inside an expression. It leaves the expression as ISO text, e.g.
 * `2026-11-21T08:30:00.000Z`, so results stay JSON.
 */
export class DateValue {
  // Private fields, so that it has no own properties that an expression could read.
  readonly #time: number;
  readonly #zone: string;

  /** `time` must be valid: milliseconds since 1970, within ±8.64e15. */
  constructor(time: number, zone = 'UTC') {
    this.#time = time;
    this.#zone = zone;
  }

  get time(): number {
    return this.#time;
  }

  /** The zone in which its fields (hour, day, …) are read. */
  get zone(): string {
    return this.#zone;
  }

  toISOString(): string {
    return new Date(this.#time).toISOString();
  }

  toJSON(): string {
    return this.toISOString();
  }
}
