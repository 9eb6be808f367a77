import type { StepPlan } from '../plan';
import type { Attempt, Scope } from '../scope';

export interface BranchListener {
  branched(child: number, parent: number): void;
  merged(branch: number, into: number): void;
}

/** Whoever lets steps begin: the line of work that one of them goes on with. */
interface Cause {
  readonly branch: number;
  used: boolean;
}

/**
 * Numbers the lines of work of a run: 1 for the first, another one for what begins beside it. The
 * first step that follows goes on in the same line, the others begin lines of their own; where lines
 * join, the one with the lowest number goes on. The same place gets the same number again, so
 * that the second branch of iteration 9,000 is not branch 9,001.
 */
export class BranchLines {
  private cause: Cause | null = null;
  private last = 0;
  /** By the line and the step that begins beside it. */
  private readonly known = new Map<string, number>();
  private readonly beginnings = new Map<number, string>();
  /** Lines that came to a join and wait there, by scope and step. */
  private readonly joining = new WeakMap<Scope, Map<number, number[]>>();
  /** Lines of a container's bodies, that of the container first. */
  private readonly lanes = new WeakMap<Attempt, number[]>();

  constructor(private readonly listener: BranchListener) {}

  /** The line of an attempt; one that began before anybody looked gets one now. */
  of(attempt: Attempt): number {
    if (attempt.branch === 0) {
      const { scope } = attempt;
      if (scope.body !== null && scope.branch === 0) this.bodyOpened(scope.body.parent, scope);
      const around = scope.body === null ? 1 : scope.branch;
      const taken = [...attempt.scope.open].some((other) => other.branch === around);
      if (taken) this.beside(around, attempt.plan, (branch) => (attempt.branch = branch));
      else attempt.branch = this.keep(around);
    }
    return attempt.branch;
  }

  /** A number from the log. */
  restore(attempt: Attempt, branch: number): void {
    attempt.branch = this.keep(branch);
  }

  /** The step that a line began with; null for the first. */
  began(branch: number): string | null {
    return this.beginnings.get(branch) ?? null;
  }

  /** What begins now begins because of this attempt, or because of this body. */
  from(branch: number): void {
    this.cause = { branch: this.keep(branch), used: false };
  }

  bodyOpened(container: Attempt, body: Scope): void {
    const lanes = this.lanes.get(container) ?? [this.of(container)];
    const busy = new Set([...(container.bodies ?? [])].map((open) => open.branch));
    this.lanes.set(container, lanes);
    const free = lanes.find((one) => !busy.has(one));
    if (free !== undefined) {
      body.branch = free;
      return;
    }
    const use = (branch: number): void => {
      lanes.push(branch);
      body.branch = branch;
    };
    this.beside(this.of(container), container.plan, use, lanes.length);
  }

  opened(attempt: Attempt): void {
    if (attempt.branch > 0) return;
    const { cause } = this;
    const waiting = this.joining.get(attempt.scope);
    const joined = waiting?.get(attempt.plan.index) ?? [];
    waiting?.delete(attempt.plan.index);
    const own = cause !== null && !cause.used ? cause.branch : null;
    const candidates = own === null ? joined : [...joined, own];
    if (candidates.length === 0) {
      if (cause === null) this.of(attempt);
      else this.beside(cause.branch, attempt.plan, (branch) => (attempt.branch = branch));
      return;
    }
    attempt.branch = Math.min(...candidates);
    if (cause !== null && own !== null) cause.used = true;
    for (const one of candidates) {
      if (one !== attempt.branch) this.listener.merged(one, attempt.branch);
    }
  }

  /** All that follows from the attempt has begun. Where nothing has, its line may wait at a join. */
  settled(
    attempt: Attempt,
    taken: readonly string[],
    isDecided: (step: StepPlan) => boolean,
  ): void {
    const { cause } = this;
    this.cause = null;
    if (cause === null || cause.used) return;
    for (const { fromPort, to } of attempt.plan.outgoing) {
      if (!taken.includes(fromPort) || isDecided(to)) continue;
      const waiting = this.joining.get(attempt.scope) ?? new Map<number, number[]>();
      this.joining.set(attempt.scope, waiting);
      waiting.set(to.index, [...(waiting.get(to.index) ?? []), cause.branch]);
      return;
    }
  }

  /** Nothing more begins for that reason. */
  done(): void {
    this.cause = null;
  }

  private keep(branch: number): number {
    this.last = Math.max(this.last, branch);
    return branch;
  }

  /** `use` has the number before anybody hears of it: who hears may ask which lines there are. */
  private beside(parent: number, step: StepPlan, use: (branch: number) => void, lane = 0): void {
    const key = `${parent} ${lane} ${step.id}`;
    let branch = this.known.get(key);
    if (branch === undefined) {
      branch = Math.max(this.last, 1) + 1;
      this.keep(branch);
      this.known.set(key, branch);
      this.beginnings.set(branch, step.id);
    }
    use(branch);
    this.listener.branched(branch, parent);
  }
}
