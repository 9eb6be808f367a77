import type { Stop } from '@shared/debug/stops';
import type { ScopePath } from '@shared/runs/scope-path';
import { callerOf, type IsCalled, startsWith } from '../../called/index';
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

/**
 * The marks for the workflow that is open: the session's own (`inside` is empty), one that it
 * called, or another (null). A stop further inside is shown at the step whose call leads there.
 */
export function pauseMarks(
  state: DebuggerState,
  inside: ScopePath | null,
  isCalled: IsCalled,
  wireName: (edge: string) => string = (edge) => edge,
): PauseMarks {
  const { moment } = state;
  const { phase } = state;
  if (!moment || phase === 'off' || phase === 'ended' || inside === null) return noMarks;
  const steps = new Map<string, PauseMark>();
  const wires = new Map<string, PauseMark>();
  // The first stop wins where several stand at one place.
  for (const stop of [...stopsOf(state)].reverse()) {
    if (!startsWith(stop.path, inside)) continue;
    const kind = stop.reason === 'held' ? 'held' : 'paused';
    const caller = callerOf(stop.path, isCalled, inside);
    if (caller !== null) {
      steps.set(caller, { kind, words: `Inside: ${stop.description}`, stop });
    } else if (stop.place === 'wire' && stop.edge !== undefined) {
      wires.set(stop.edge, { kind, words: stopWords(stop, wireName), stop });
    } else steps.set(stop.step, { kind, words: stop.description, stop });
  }
  const frame = shownFrame(state);
  const place = frame?.stepwell;
  const isHere = place !== undefined && startsWith(place.path, inside);
  if (isHere && !isTopFrame(state) && phase === 'stopped') {
    const step = callerOf(place.path, isCalled, inside) ?? place.step;
    if (step !== undefined && !steps.has(step)) {
      steps.set(step, { kind: 'frame', words: `Selected frame: ${frame?.name ?? step}` });
    }
  }
  return { steps, wires };
}

/** What stands at the step itself: there is room for the error, and its name is known there. */
export function labelWords({ words, stop }: PauseMark): string {
  const isOwn = words === stop?.description && stop.reason === 'exception';
  return isOwn && stop.error ? `Failed: ${stop.error.message}` : words;
}

/** Marks that are as they were stay the same objects, so that only what has changed is drawn anew. */
export function withSame(before: PauseMarks, next: PauseMarks): PauseMarks {
  return { steps: same(before.steps, next.steps), wires: same(before.wires, next.wires) };
}

type Marks = ReadonlyMap<string, PauseMark>;

function same(before: Marks, next: Marks): Marks {
  const kept = new Map<string, PauseMark>();
  for (const [id, mark] of next) {
    const known = before.get(id);
    const { kind, words, stop } = mark;
    const isSame = known?.kind === kind && known.words === words && known.stop === stop;
    kept.set(id, isSame ? known : mark);
  }
  return kept;
}

/** Live stops, or the place of the past moment that is shown: what stands now did not stand then. */
function stopsOf({ moment }: DebuggerState): readonly Stop[] {
  if (!moment) return [];
  if (moment.live) return moment.stops;
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
