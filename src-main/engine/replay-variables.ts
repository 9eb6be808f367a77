/**
 * The order in which a replay sets variables: that in which they were recorded, so that what came later
 * of two is the same. One that is early waits, without its attempt, at most until that ends.
 */
export class ReplayVariables<Owner> {
  /** The place of the one that may come next. */
  private next = 0;
  private readonly over = new Set<number>();
  private readonly waiting = new Map<number, { readonly owner: Owner; readonly set: () => void }>();

  take(owner: Owner, place: number, set: () => void): void {
    if (place > this.next) {
      this.waiting.set(place, { owner, set });
      return;
    }
    set();
    this.passed(place);
  }

  /** The owner ends: what it has set counts now, and what was recorded of it and has not come will not. */
  finish(owner: Owner, places: readonly number[]): void {
    const own = [...this.waiting].filter(([, one]) => one.owner === owner);
    for (const [place, { set }] of own.sort(([one], [other]) => one - other)) {
      if (!this.waiting.delete(place)) continue;
      set();
      this.passed(place);
    }
    for (const place of places) this.passed(place);
  }

  private passed(place: number): void {
    if (place >= this.next) this.over.add(place);
    for (;;) {
      if (this.over.delete(this.next)) {
        this.next += 1;
        continue;
      }
      const one = this.waiting.get(this.next);
      if (one === undefined) return;
      this.waiting.delete(this.next);
      this.over.add(this.next);
      one.set();
    }
  }
}
