/**
 * Keeps what was used recently, in two generations: a hit costs one map look-up, and when the
 * young generation is full the old one is dropped. Holds at most twice `capacity` entries.
 */
export class BoundedCache<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(
    private readonly capacity: number,
    /** Longer keys are not kept: one huge text must not pin memory. */
    private readonly longestKey: number,
  ) {}

  get(key: string): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const aged = this.old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: string, value: Value): void {
    if (key.length > this.longestKey) return;
    if (this.young.size >= this.capacity) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }
}
