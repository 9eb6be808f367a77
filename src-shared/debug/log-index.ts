import type { RunEvent } from '../runs/events';
import { scopeKey, type ScopePath } from '../runs/scope-path';
import { stepKey } from './path-key';

/** Segments of a path that lead to a workflow's own graph, and a name of a variable there. */
function variableKey(path: ScopePath, frame: number | undefined, name: string): string {
  return `${scopeKey(path.slice(0, frame ?? 0))}\n${name}`;
}

/**
 * Where in a log the events of a step run, of a body and of a variable are. Looked up backwards from
 * a moment, so that one index serves every moment of the log.
 */
export class LogIndex {
  private readonly steps = new Map<string, number[]>();
  private readonly bodies = new Map<string, number[]>();
  private readonly variables = new Map<string, number[]>();
  private readonly resumed: number[] = [];
  /** Sequence number of the last event that was taken in. */
  private last = 0;

  /** Takes in what it has not seen; events of one log, in order. */
  update(events: readonly RunEvent[]): void {
    for (let at = this.last; at < events.length; at += 1) {
      const event = events[at];
      if (event !== undefined) this.take(event);
    }
    this.last = Math.max(this.last, events.length);
  }

  /** The events of a step run, the bodies of a container left out; by `stepRunKey`. */
  ofStep(key: string): readonly number[] {
    return this.steps.get(key) ?? none;
  }

  /** Starts and ends of one body of a container; by `scopeKey` of the steps inside. */
  ofBody(key: string): readonly number[] {
    return this.bodies.get(key) ?? none;
  }

  /** When a variable was set; `frame` as in the event. */
  ofVariable(path: ScopePath, frame: number | undefined, name: string): readonly number[] {
    return this.variables.get(variableKey(path, frame, name)) ?? none;
  }

  /** When the run went on after a stop. */
  get resumes(): readonly number[] {
    return this.resumed;
  }

  private take(event: RunEvent): void {
    const { type, seq } = event;
    // A fork begins as a run that goes on.
    if (type === 'run.resumed' || type === 'run.forked') {
      this.resumed.push(seq);
      return;
    }
    if (!('path' in event)) return;
    if (type === 'scope.started' || type === 'scope.completed') {
      const segment = { step: event.step, iteration: event.iteration };
      push(this.bodies, scopeKey([...event.path, segment]), seq);
      return;
    }
    if (type === 'variable.set') {
      push(this.variables, variableKey(event.path, event.frame, event.name), seq);
    }
    push(this.steps, stepKey(event.path, event.step), seq);
  }
}

const none: readonly number[] = Object.freeze([]);

function push(map: Map<string, number[]>, key: string, seq: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [seq]);
  else known.push(seq);
}

/** How many of the ascending numbers are at most `limit`. */
export function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The greatest of the ascending numbers that is at most `limit`. */
export function lastUpTo(numbers: readonly number[], limit: number): number | undefined {
  return numbers[countUpTo(numbers, limit) - 1];
}
