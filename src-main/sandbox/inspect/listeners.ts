/** Those who want to hear of one thing. */
export class Listeners<T extends readonly unknown[]> {
  private readonly all = new Set<(...heard: T) => void>();

  readonly add = (listener: (...heard: T) => void): (() => void) => {
    this.all.add(listener);
    return () => void this.all.delete(listener);
  };

  tell(...heard: T): void {
    for (const listener of [...this.all]) listener(...heard);
  }
}
