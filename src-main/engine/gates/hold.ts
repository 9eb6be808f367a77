import type { JsonValue } from '@shared/lib/json';
import type { StopPlace } from '@shared/runs/debug-events';
import type { Recorded } from '@shared/runs/recorded';
import type { Attempt } from '../scope';
import type { HeldMark } from '../step-start';
import type { HeldStep, PauseRequest } from './debug-port';
import type { AttemptPoint } from './gate-point';

/** An attempt that stands still. */
export class Hold implements HeldStep, HeldMark {
  /** 0 until the log says so. */
  seq = 0;
  /** Place `wait`: what it waited for has come, and it did not go on with it. */
  isDue = false;

  constructor(
    readonly point: AttemptPoint,
    readonly request: PauseRequest,
    /** Place `line`: lets its code go on. */
    readonly resume: (() => void) | null,
  ) {}

  get attempt(): Attempt {
    return this.point.source;
  }

  get place(): StopPlace {
    return this.point.place;
  }

  get branch(): number {
    return this.point.branch;
  }

  get isKept(): boolean {
    return this.seq > 0;
  }

  get input(): Recorded | null {
    return this.place === 'before' ? (this.attempt.prepared?.ready?.input ?? null) : null;
  }

  get output(): JsonValue | undefined {
    return this.attempt.ending?.output;
  }
}
