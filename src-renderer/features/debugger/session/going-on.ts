import type { Moment } from '../dap/stepwell-protocol';

/** Milliseconds until a run that goes on counts as running. Most steps are over by then. */
const runningAfter = 60;

/**
 * A run that goes on and stands again at once has not been seen running: what it told in between is
 * held back, so that the window draws the new stop and nothing else.
 */
export class GoingOn {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private latest: Moment | null = null;

  constructor(private readonly onRunning: (moment: Moment | null) => void) {}

  get isOn(): boolean {
    return this.timer !== null;
  }

  begin(): void {
    this.timer ??= setTimeout(() => {
      const { latest } = this;
      this.end();
      this.onRunning(latest);
    }, runningAfter);
  }

  /** Whether the moment is one on the way, which is kept until the run counts as running. */
  takes(moment: Moment): boolean {
    const isOnTheWay = this.isOn && moment.live && moment.stops.length === 0;
    if (isOnTheWay) this.latest = moment;
    return isOnTheWay;
  }

  /** The moment that was held back last. */
  get moment(): Moment | null {
    return this.latest;
  }

  end(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.latest = null;
  }
}
