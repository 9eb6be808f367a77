// Long work that can be cut: it yields where it may rest, and goes on where it was.

export type Sliced<Value> = Generator<void, Value, void>;

/** Does it without a rest. */
export function atOnce<Value>(work: Sliced<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export interface Pace {
  /** Milliseconds of work between two rests; one yield is not cut further. */
  readonly slice: number;
  /** Milliseconds that never jump. */
  readonly now: () => number;
  /** Lets others work. */
  readonly rest: () => Promise<void>;
}

/** Does it in slices with a rest between them. What it throws comes out of the promise. */
export async function inSlices<Value>(
  work: Sliced<Value>,
  { slice, now, rest }: Pace,
): Promise<Value> {
  let began = now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (now() - began < slice) continue;
    await rest();
    began = now();
  }
}
