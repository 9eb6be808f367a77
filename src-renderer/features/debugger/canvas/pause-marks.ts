import type { Stop } from '@shared/debug/stops';
import type { WorkflowId } from '@shared/lib/ids';
import { type ScopePath, scopeKey } from '@shared/runs/events';
import type { DebuggerState } from '../session/debugger-state';
import { isTopFrame, shownFrame, stopWords } from '../session/debugger-state';

// Where execution is, for the drawing of the open workflow.

export interface PauseMark {
  /** `paused`: a branch stands here. `held`: it stands because another one does. `frame`: the frame looked at. */
  readonly kind: 'paused' | 'held' | 'frame';
  /** `Paused before Fetch orders (breakpoint)`. */
  readonly words: string;
  readonly stop?: Stop;
}

export interface PauseMarks {
  readonly steps: ReadonlyMap<string, PauseMark>;
  readonly wires: ReadonlyMap<string, PauseMark>;
}

export const noMarks: PauseMarks = { steps: new Map(), wires: new Map() };

/** Keys of the scopes of a run that are called workflows. */
export type IsCalled = (scope: string) => boolean;

/**
 * The marks for the workflow that the session runs. A stop inside a called workflow is shown at the
 * step that calls it.
 */
export function pauseMarks(
  state: DebuggerState,
  open: WorkflowId | null,
  isCalled: IsCalled,
  wireName: (edge: string) => string = (edge) => edge,
): PauseMarks {
  const { moment } = state;
  if (!moment || state.phase === 'off' || open === null || open !== state.workflowId)
    return noMarks;
  const steps = new Map<string, PauseMark>();
  const wires = new Map<string, PauseMark>();
  // The first stop wins where several stand at one place.
  for (const stop of [...stopsOf(state)].reverse()) {
    const kind = stop.reason === 'held' ? 'held' : 'paused';
    const caller = callerOf(stop.path, isCalled);
    if (caller !== null) {
      steps.set(caller, { kind, words: `Inside: ${stop.description}`, stop });
    } else if (stop.place === 'wire' && stop.edge !== undefined) {
      wires.set(stop.edge, { kind, words: stopWords(stop, wireName), stop });
    } else steps.set(stop.step, { kind, words: stop.description, stop });
  }
  const frame = shownFrame(state);
  const place = frame?.stepwell;
  if (place && !isTopFrame(state) && state.phase === 'stopped') {
    const step = callerOf(place.path, isCalled) ?? place.step;
    if (step !== undefined && !steps.has(step)) {
      steps.set(step, { kind: 'frame', words: `Selected frame: ${frame?.name ?? step}` });
    }
  }
  return { steps, wires };
}

/** Live stops, or the place of the past moment that is shown. */
function stopsOf({ moment }: DebuggerState): readonly Stop[] {
  if (!moment) return [];
  if (moment.live || moment.stops.length > 0) return moment.stops;
  if (!moment.address) return [];
  const { step, path, place, edge, line } = moment.address;
  return [
    {
      id: 0,
      branch: 1,
      place,
      reason: 'step',
      step,
      path,
      seq: moment.seq,
      breakpoints: [],
      description: `Event ${moment.seq} of ${moment.lastSeq}, not live`,
      ...(edge !== undefined && { edge }),
      ...(line !== undefined && { line }),
    },
  ];
}

/** The outermost step whose called workflow a path leads into; null for the run's own steps. */
export function callerOf(path: ScopePath, isCalled: IsCalled): string | null {
  for (let length = 1; length <= path.length; length += 1) {
    if (isCalled(scopeKey(path.slice(0, length)))) return path[length - 1]?.step ?? null;
  }
  return null;
}
