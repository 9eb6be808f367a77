/**
 * The order in which attempts and bodies of a replay end: that in which they were recorded. Which of two
 * branches was the first, and what came later of two variables, is the same then. An end that does
 * not come, for the workflow may be another one, is passed over when nothing else happens.
 */
export class ReplayOrder {
  /** The place of the end that may come next. */
  private next = 0;
  private readonly over = new Set<number>();
  private readonly held = new Map<number, () => void>();

  get isHolding(): boolean {
    return this.held.size > 0;
  }

  /** Whether the end with that place has to wait; then it goes on when its turn comes. */
  holds(order: number, goOn: () => void): boolean {
    if (order <= this.next) return false;
    this.held.set(order, goOn);
    return true;
  }

  /** It ends. What it held up may go on with `releaseNext`, after its end was recorded. */
  ended(order: number): void {
    if (order < this.next) return;
    this.over.add(order);
    while (this.over.delete(this.next)) this.next += 1;
  }

  /** Lets the one go on whose turn it is. */
  releaseNext(): void {
    const goOn = this.held.get(this.next);
    if (goOn === undefined) return;
    this.held.delete(this.next);
    goOn();
  }

  /** Nothing else happens: the first that is held goes on, those before it do not come. */
  passOver(): void {
    this.next = Math.min(...this.held.keys());
    this.releaseNext();
  }
}
