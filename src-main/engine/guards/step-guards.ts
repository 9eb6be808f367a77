import type { RateLimit } from '@shared/workflow/model';
import { startTimer } from '../timers';
import type { CircuitGate, Clock, RateTurn, StepGuards } from '../types';
import { Circuit } from './circuit';
import { RateLine, type Ticket } from './rate-line';

/** So many keys are remembered before those without a memory worth keeping are dropped. */
const manyKeys = 1_000;

/** The limits that all runs of one process share. In memory: a new process begins anew. */
export function createStepGuards(clock: Clock): StepGuards {
  const lines = new Map<string, Line>();
  const circuits = new Map<string, Circuit>();
  return {
    turn(key, limit, onTurn) {
      let line = lines.get(key);
      if (line === undefined) {
        if (lines.size >= manyKeys) dropWhere(lines, (other) => other.isIdle);
        lines.set(key, (line = new Line(clock)));
      }
      return line.enter(limit, onTurn);
    },
    circuit(key) {
      let circuit = circuits.get(key);
      if (circuit === undefined) {
        if (circuits.size >= manyKeys) dropWhere(circuits, (other) => other.isFresh);
        circuits.set(key, (circuit = new Circuit()));
      }
      return gateOf(clock, circuit);
    },
  };
}

function gateOf(clock: Clock, circuit: Circuit): CircuitGate {
  return {
    refusal(policy) {
      const entry = circuit.peek(clock.monotonic(), policy);
      return entry.type === 'refused' ? entry.retryAfter : null;
    },
    enter(policy) {
      const entry = circuit.enter(clock.monotonic(), policy);
      if (entry.type === 'refused') return entry;
      const { generation } = entry;
      return {
        type: 'passed',
        end: (report) => circuit.report(clock.monotonic(), generation, report, policy),
      };
    },
  };
}

/** One rate limit with those who wait for it. */
class Line {
  private readonly state = new RateLine();
  private readonly callbacks = new Map<Ticket, () => void>();
  private stopTimer: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  get isIdle(): boolean {
    return this.state.isIdle(this.clock.monotonic());
  }

  enter(limit: RateLimit, onTurn: () => void): RateTurn {
    const ticket = this.state.enter(this.clock.monotonic(), limit);
    this.serve();
    if (ticket.state === 'waiting') this.callbacks.set(ticket, onTurn);
    return {
      isGranted: () => ticket.state === 'granted',
      expectedIn: Math.max(0, ticket.expected - this.clock.monotonic()),
      begin: () => this.settle(ticket, 'begin'),
      giveUp: () => this.settle(ticket, 'leave'),
    };
  }

  private settle(ticket: Ticket, how: 'begin' | 'leave'): void {
    this.callbacks.delete(ticket);
    if (how === 'begin') this.state.begin(this.clock.monotonic(), ticket);
    else this.state.leave(ticket);
    this.serve();
  }

  private serve(): void {
    this.stopTimer?.();
    this.stopTimer = null;
    const given = this.state.grant(this.clock.monotonic());
    const due = this.state.due(this.clock.monotonic());
    if (due !== null) {
      this.stopTimer = startTimer(this.clock, due, () => {
        this.stopTimer = null;
        this.serve();
      });
    }
    // Last: whoever has the turn may use it at once, which comes back here.
    for (const ticket of given) {
      const callback = this.callbacks.get(ticket);
      this.callbacks.delete(ticket);
      callback?.();
    }
  }
}

function dropWhere<Value>(map: Map<string, Value>, drop: (value: Value) => boolean): void {
  for (const [key, value] of map) if (drop(value)) map.delete(key);
}
