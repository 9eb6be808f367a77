import type { AppErrorData } from '../errors/app-error';
import type { RunEvent } from '../runs/events';
import type { Recorded } from '../runs/recorded';
import { scopeKey, stepRunKey, type ScopePath } from '../runs/scope-path';
import type { RunState, StepRun } from '../runs/state';
import { bodiesAt, type BodyAt } from './bodies';
import { lastUpTo } from './log-index';
import { framesAt, type MomentFrame } from './frames';
import type { RunPrograms } from './programs';
import { rootsAt, type RootSources } from './roots';
import type { RunLog } from './run-log';
import { scopesOf, type MomentScope } from './scopes';

// Any step at any moment of a run: its stack, what each frame of it shows, and what expressions see
// there. All of it comes from the log, so that a run that is over is looked at like one that stands still.

/** A step of a run, or with `step: null` the graph that the path leads into. */
export interface MomentAddress {
  readonly step: string | null;
  readonly path: ScopePath;
}

/** What a live stop knows before the log does. */
export interface MomentExtras {
  /** Before a step: its settings, resolved. */
  readonly input?: Recorded;
  readonly output?: Recorded;
  /** At a failure: with what. */
  readonly error?: AppErrorData;
}

export interface Moment {
  readonly seq: number;
  readonly state: RunState;
  /** Innermost first; never empty. */
  readonly frames: readonly MomentFrame[];
  readonly event: RunEvent;
  /** The scopes of a frame, in the order to show them; what is empty is left out. */
  scopes(frame: MomentFrame): readonly MomentScope[];
  /** What expressions see in a frame. */
  roots(frame: MomentFrame): RootSources;
  /** The step run of a frame; undefined before it is known of, and for whole workflows. */
  stepRun(frame: MomentFrame): StepRun | undefined;
}

/** Null when the log has no such event. */
export function momentAt(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  address: MomentAddress,
  extras: MomentExtras = {},
): Moment | null {
  const state = log.stateAt(seq);
  const event = state === null ? undefined : log.at(state.lastSeq);
  if (state === null || event === undefined) return null;
  const bodies = bodiesAt(log, programs, address.path, state.lastSeq);
  const frames = framesAt(programs, state, bodies, address.step);
  const bodyOf = (frame: MomentFrame): readonly BodyAt[] => bodies.slice(0, frame.path.length + 1);
  const stepRun = (frame: MomentFrame): StepRun | undefined =>
    frame.step === null ? undefined : state.steps.get(stepRunKey(frame.path, frame.step));
  const roots = new Map<MomentFrame, RootSources>();
  const rootsOf = (frame: MomentFrame): RootSources => {
    const known = roots.get(frame);
    if (known !== undefined) return known;
    const inside = frame.kind === 'step' ? frame.step : null;
    const around = frame.body === null ? bodyOf(frame) : bodies.slice(0, frame.body.length + 1);
    const made = rootsAt(log, programs, state, around, inside);
    if (made === null) throw new Error('A moment has a first event.');
    roots.set(frame, made);
    return made;
  };
  return {
    seq: state.lastSeq,
    state,
    frames,
    event,
    stepRun,
    roots: rootsOf,
    scopes: (frame) =>
      scopesOf({
        frame,
        state,
        run: stepRun(frame),
        result: resultOf(log, state, frame),
        roots: rootsOf(frame),
        extras: frame === frames[0] ? extras : {},
      }),
  };
}

/** What came out of a workflow, the run's own or a called one. */
function resultOf(log: RunLog, state: RunState, frame: MomentFrame): Recorded | undefined {
  if (frame.kind === 'workflow') return state.output;
  if (frame.kind !== 'call') return undefined;
  const last = log.at(lastUpTo(log.index.ofBody(scopeKey(frame.path)), state.lastSeq) ?? 0);
  return last?.type === 'scope.completed' ? last.output : undefined;
}

/** Where a moment is best looked at when nobody says which step is meant. */
export function addressOf(log: RunLog, seq: number): MomentAddress {
  for (let at = Math.min(seq, log.length); at > 0; at -= 1) {
    const event = log.at(at);
    if (event !== undefined && 'path' in event) return { step: event.step, path: event.path };
  }
  return { step: null, path: [] };
}
