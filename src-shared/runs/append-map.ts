/** Who may change chunks in place: one batch of events at a time. */
export type Owner = object;

const chunkBits = 5;
const chunkSize = 1 << chunkBits;

interface Chunk<V> {
  owner: Owner | null;
  readonly values: V[];
}

/**
 * A map whose old versions stay as they were, for keys that are only ever added. Folding events
 * one by one over a plain Map would copy it for every event, which is quadratic in a loop of
 * 100,000 steps. Here the key index is shared by all versions (an older one ignores what was
 * added after it) and values lie in chunks of which only the touched one is copied.
 *
 * `set` gives the next version. Within a batch the same `owner` is passed and the version that
 * this owner made is changed in place.
 */
export class AppendMap<V> implements ReadonlyMap<string, V> {
  static empty<V>(): AppendMap<V> {
    return new AppendMap<V>(new Map(), [], 0, null);
  }

  // Hidden from whoever compares two states: only the entries count.
  #index: Map<string, number>;
  readonly #chunks: Chunk<V>[];
  #length: number;
  readonly #owner: Owner | null;

  private constructor(
    index: Map<string, number>,
    chunks: Chunk<V>[],
    length: number,
    owner: Owner | null,
  ) {
    this.#index = index;
    this.#chunks = chunks;
    this.#length = length;
    this.#owner = owner;
  }

  get size(): number {
    return this.#length;
  }

  has(key: string): boolean {
    const place = this.#index.get(key);
    return place !== undefined && place < this.#length;
  }

  get(key: string): V | undefined {
    const place = this.#index.get(key);
    if (place === undefined || place >= this.#length) return undefined;
    return this.#chunks[place >>> chunkBits]?.values[place & (chunkSize - 1)];
  }

  set(key: string, value: V, owner: Owner): AppendMap<V> {
    const next = this.#owner === owner ? this : this.copy(owner);
    let place = next.#index.get(key);
    if (place === next.#length) {
      // Another version grew beyond this one by the same key, as a log that is folded again does.
      next.#length += 1;
    } else if (place === undefined || place > next.#length) {
      // It grew beyond by others, so the shared index is not ours to append to.
      if (next.#index.size > next.#length) next.#index = next.ownIndex();
      place = next.#length;
      next.#index.set(key, place);
      next.#length += 1;
    }
    next.writableChunk(place >>> chunkBits, owner).values[place & (chunkSize - 1)] = value;
    return next;
  }

  *entries(): MapIterator<[string, V]> {
    for (const [key, place] of this.#index) {
      // The index is in order of appending, so all that follows was added after this version.
      if (place >= this.#length) return;
      yield [key, this.at(place)];
    }
  }

  *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (let place = 0; place < this.#length; place += 1) yield this.at(place);
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  private at(place: number): V {
    // `place` is below `length`, so the chunk and the value exist.
    return this.#chunks[place >>> chunkBits]?.values[place & (chunkSize - 1)] as V;
  }

  private copy(owner: Owner): AppendMap<V> {
    return new AppendMap(this.#index, this.#chunks.slice(), this.#length, owner);
  }

  private ownIndex(): Map<string, number> {
    const own = new Map<string, number>();
    for (const [key, place] of this.#index) {
      if (place >= this.#length) break;
      own.set(key, place);
    }
    return own;
  }

  private writableChunk(at: number, owner: Owner): Chunk<V> {
    const chunk = this.#chunks[at];
    if (chunk?.owner === owner) return chunk;
    const own: Chunk<V> = { owner, values: chunk ? chunk.values.slice() : [] };
    this.#chunks[at] = own;
    return own;
  }
}
