import type {
  Breakpoint,
  BreakpointStatus,
  BreakpointTarget,
  ErrorStops,
} from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { effectiveBreakpoints } from '@shared/debug/effective-breakpoints';
import { cycleAll } from './cycle-all';
import { cycle, remove, replace, toggle } from './cycle';
import { followRename } from './follow-rename';
import { findAt } from './target';

// The personal breakpoints of the open workflow. Shown at once, kept by main a moment later.

export interface BreakpointsPort {
  list(input: { readonly workflowId: WorkflowId }): Promise<StoredBreakpoints>;
  put(input: { readonly workflowId: WorkflowId } & StoredBreakpoints): Promise<unknown>;
}

export interface StoredBreakpoints {
  readonly breakpoints: readonly Breakpoint[];
  readonly errorStops: ErrorStops;
}

export interface BreakpointsState extends StoredBreakpoints {
  readonly workflowId: WorkflowId | null;
  readonly status: 'none' | 'loading' | 'ready' | 'failed';
  /** Those that the file itself has, for everybody who opens it. */
  readonly shared: readonly Breakpoint[];
  readonly statuses: ReadonlyMap<string, BreakpointStatus>;
}

export interface BreakpointsActions {
  openWorkflow(workflowId: WorkflowId | null): Promise<void>;
  /** From main: another window or program changed them. */
  changed(workflowId: WorkflowId, stored: StoredBreakpoints): void;
  setShared(shared: readonly Breakpoint[]): void;
  setStatuses(statuses: readonly BreakpointStatus[]): void;
  clearStatuses(): void;
  cycle(target: BreakpointTarget): void;
  toggle(target: BreakpointTarget): void;
  /** All wires of a port as one. */
  cycleAll(targets: readonly BreakpointTarget[]): void;
  /** Adds it, or takes the place of the one with its id. */
  put(breakpoint: Breakpoint): void;
  remove(id: string): void;
  setEnabled(id: string, enabled: boolean): void;
  setAllEnabled(enabled: boolean): void;
  removeAll(): void;
  setErrorStops(stops: ErrorStops): void;
  stepRenamed(from: string, to: string): void;
  newId(): string;
}

export interface BreakpointsStore extends StoreApi<BreakpointsState>, BreakpointsActions {}

export interface BreakpointsDeps {
  readonly port: BreakpointsPort;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
  /** What stops has changed here: a session wants to know. */
  readonly onChange: (what: 'breakpoints' | 'errors') => void;
}

/** Those of the file and one's own, as they hold. */
export function allBreakpoints({ shared, breakpoints }: BreakpointsState): readonly Breakpoint[] {
  return shared.length === 0 ? breakpoints : effectiveBreakpoints(shared, breakpoints);
}

export const noErrorStops: ErrorStops = { all: false, uncaught: true };

const none: BreakpointsState = {
  workflowId: null,
  status: 'none',
  breakpoints: [],
  errorStops: noErrorStops,
  shared: [],
  statuses: new Map(),
};

export function createBreakpointsStore(deps: BreakpointsDeps): BreakpointsStore {
  const store = createStore<BreakpointsState>(() => none);
  const { getState } = store;
  /** Writes go one after the other, and of several that wait only the newest is made. */
  let writing = false;
  let again = false;

  async function write(): Promise<void> {
    if (writing) {
      again = true;
      return;
    }
    writing = true;
    try {
      do {
        again = false;
        const { workflowId, breakpoints, errorStops } = getState();
        if (workflowId !== null) await deps.port.put({ workflowId, breakpoints, errorStops });
      } while (again);
    } catch (error) {
      deps.onError(error);
    } finally {
      writing = false;
    }
  }

  function apply(breakpoints: readonly Breakpoint[]): void {
    if (breakpoints === getState().breakpoints || getState().workflowId === null) return;
    store.setState({ breakpoints });
    deps.onChange('breakpoints');
    void write();
  }

  /** One of the file cannot be removed here; an own copy of it switches it off and on. */
  function switchShared(target: BreakpointTarget): boolean {
    const { shared, breakpoints } = getState();
    const known = findAt(shared, target);
    if (!known) return false;
    const own = breakpoints.find(({ id }) => id === known.id);
    const enabled = !(own ?? known).enabled;
    const others = breakpoints.filter(({ id }) => id !== known.id);
    apply(enabled === known.enabled ? others : [...others, { ...known, enabled }]);
    return true;
  }

  return {
    ...store,
    newId: deps.newId,
    async openWorkflow(workflowId) {
      store.setState({ ...none, workflowId, status: workflowId === null ? 'none' : 'loading' });
      if (workflowId === null) return;
      try {
        const stored = await deps.port.list({ workflowId });
        if (getState().workflowId !== workflowId) return;
        store.setState({ ...stored, status: 'ready' });
      } catch (error) {
        if (getState().workflowId !== workflowId) return;
        store.setState({ status: 'failed' });
        deps.onError(error);
      }
    },
    changed(workflowId, { breakpoints, errorStops }) {
      // While a write of ours is on its way, what main tells is older than what is shown.
      if (workflowId !== getState().workflowId || writing) return;
      store.setState({ breakpoints, errorStops });
    },
    setShared(shared) {
      const before = getState().shared;
      if (shared.length + before.length === 0) return;
      store.setState({ shared });
      deps.onChange('breakpoints');
    },
    setStatuses(statuses) {
      const next = new Map(getState().statuses);
      for (const status of statuses) next.set(status.id, status);
      store.setState({ statuses: next });
    },
    clearStatuses: () => store.setState({ statuses: new Map() }),
    cycle(target) {
      if (!switchShared(target)) apply(cycle(getState().breakpoints, target, deps.newId));
    },
    cycleAll: (targets) => apply(cycleAll(getState().breakpoints, targets, deps.newId)),
    toggle(target) {
      if (!switchShared(target)) apply(toggle(getState().breakpoints, target, deps.newId));
    },
    put(breakpoint) {
      const { breakpoints } = getState();
      const known = breakpoints.some(({ id }) => id === breakpoint.id);
      apply(known ? replace(breakpoints, breakpoint) : [...breakpoints, breakpoint]);
    },
    remove: (id) => apply(remove(getState().breakpoints, id)),
    setEnabled(id, enabled) {
      const shared = getState().shared.find((one) => one.id === id);
      if (shared) {
        if (allBreakpoints(getState()).some((one) => one.id === id && one.enabled !== enabled)) {
          switchShared(shared.target);
        }
        return;
      }
      apply(
        getState().breakpoints.map((breakpoint) =>
          breakpoint.id === id ? { ...breakpoint, enabled } : breakpoint,
        ),
      );
    },
    setAllEnabled(enabled) {
      apply(getState().breakpoints.map((breakpoint) => ({ ...breakpoint, enabled })));
    },
    removeAll: () => apply([]),
    setErrorStops(errorStops) {
      store.setState({ errorStops });
      deps.onChange('errors');
      void write();
    },
    stepRenamed: (from, to) => apply(followRename(getState().breakpoints, from, to)),
  };
}
