import type { Breakpoint, BreakpointStatus } from '@shared/debug/breakpoints';
import type { GatePoint } from '../../engine/gates/debug-port';
import { BreakpointState } from './breakpoint-state';
import type { KnownWorkflows } from './known-workflows';

const none: readonly BreakpointState[] = [];

/** The breakpoints of a session, found by what a gate is at: ten thousand cost no more than one. */
export class BreakpointTable {
  private all = new Map<string, BreakpointState>();
  private steps = new Map<string, BreakpointState[]>();
  private kinds = new Map<string, BreakpointState[]>();
  private wires = new Map<string, BreakpointState[]>();
  private lines = new Map<string, BreakpointState[]>();
  private data: BreakpointState[] = [];

  constructor(private readonly known: KnownWorkflows) {}

  /** Replaces all. Those that were there before keep their hits. */
  set(breakpoints: readonly Breakpoint[]): readonly BreakpointStatus[] {
    const before = this.all;
    this.all = new Map();
    this.steps = new Map();
    this.kinds = new Map();
    this.wires = new Map();
    this.lines = new Map();
    this.data = [];
    for (const breakpoint of breakpoints) {
      const state = new BreakpointState(breakpoint);
      state.hits = before.get(breakpoint.id)?.hits ?? 0;
      state.check(this.known);
      this.all.set(breakpoint.id, state);
      if (breakpoint.enabled) this.place(state);
    }
    return this.statuses();
  }

  statuses(): readonly BreakpointStatus[] {
    return [...this.all.values()].map((state) => state.status());
  }

  /** Looks again, for another workflow is known. Gives those whose status is another now. */
  checkAgain(): readonly BreakpointStatus[] {
    const changed: BreakpointStatus[] = [];
    for (const state of this.all.values()) {
      const before = state.status();
      state.check(this.known);
      const after = state.status();
      if (after.verified !== before.verified) changed.push(after);
    }
    return changed;
  }

  find(id: string): BreakpointState | null {
    return this.all.get(id) ?? null;
  }

  /** Those that a gate may hit. */
  at(point: GatePoint): readonly BreakpointState[] {
    switch (point.place) {
      case 'before': {
        const kinds = this.kinds.get(point.kind);
        const steps = this.steps.get(point.step);
        if (kinds === undefined) return steps ?? none;
        return steps === undefined ? kinds : [...steps, ...kinds];
      }
      case 'wire':
        return this.wires.get(point.edge ?? '') ?? none;
      default:
        return none;
    }
  }

  linesOf(step: string): readonly BreakpointState[] {
    return this.lines.get(step) ?? none;
  }

  get stepsWithLines(): ReadonlySet<string> {
    return new Set(this.lines.keys());
  }

  get watched(): readonly BreakpointState[] {
    return this.data;
  }

  private place(state: BreakpointState): void {
    const { target } = state.breakpoint;
    switch (target.type) {
      case 'step':
        add(this.steps, target.step, state);
        return;
      case 'kind':
        add(this.kinds, target.kind, state);
        return;
      case 'wire':
        add(this.wires, state.edge ?? '', state);
        return;
      case 'line':
        add(this.lines, target.step, state);
        return;
      case 'data':
        if (state.path !== null) this.data.push(state);
    }
  }
}

function add(map: Map<string, BreakpointState[]>, key: string, state: BreakpointState): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [state]);
  else known.push(state);
}
