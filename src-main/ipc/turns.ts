/** Milliseconds that calls may take the thread before everything else has its turn. */
const budget = 20;

export interface TurnsPorts {
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
  /** Runs something after what waits for the thread. */
  readonly later: (run: () => void) => void;
}

/**
 * Lets calls in one after the other, in the order they came, and gives the thread back in between: ten
 * thousand at once are all answered, and timers, runs and windows do not wait for the last of them.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private began = -Infinity;
  private isPlanned = false;

  constructor(
    private readonly ports: TurnsPorts = { now: () => performance.now(), later: setImmediate },
  ) {}

  /** Undefined: at once. A call that comes alone never waits. */
  take(): Promise<void> | undefined {
    const { now } = this.ports;
    if (this.waiting.length === 0) {
      // What was begun before others had their turn is over with it.
      if (!this.isPlanned) {
        this.began = now();
        this.plan();
      }
      if (now() - this.began < budget) return undefined;
    }
    this.plan();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.ports.later(() => {
      this.isPlanned = false;
      void this.letIn();
    });
  }

  private async letIn(): Promise<void> {
    if (this.waiting.length === 0) return;
    const { now } = this.ports;
    this.began = now();
    this.plan();
    let next = 0;
    while (next < this.waiting.length && now() - this.began < budget) {
      this.waiting[next]?.();
      next += 1;
      // What it lets in begins to work before the clock is looked at again.
      await Promise.resolve();
    }
    this.waiting.splice(0, next);
  }
}
