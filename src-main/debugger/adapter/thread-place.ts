import type { LogPlace } from '@shared/debug/places';
import type { Moment } from '@shared/debug/moment';
import type { Stop } from '@shared/debug/stops';
import { lastPlace } from './history';
import type { RunView } from './run-view';

/** Where one branch is. */
export interface ThreadPlace {
  readonly moment: Moment;
  readonly stop: Stop | undefined;
}

/** What a branch stands at now, or was at in the past that is looked at; null: it was nowhere yet. */
export function placeOfThread(view: RunView, thread: number): ThreadPlace | null {
  if (view.past) {
    const own = view.lanes.laneOf(view.past.seq) === thread;
    const place = own ? view.past : lastOf(view, thread, view.past.seq);
    const moment = place && view.moment(view.past.seq, place);
    return moment ? { moment, stop: undefined } : null;
  }
  const stop = view.stopOf(thread);
  const at = stop ?? view.session?.branches().find(({ id }) => id === thread);
  if (!at) return null;
  // The present, also where the log went on after the stop: by a change, or by other branches.
  const seq = Math.max(stop?.seq ?? 0, view.log.length);
  const moment = view.moment(seq, { step: at.step, path: at.path }, stop);
  return moment ? { moment, stop } : null;
}

function lastOf(view: RunView, thread: number, seq: number): LogPlace | null {
  let place = lastPlace(view, seq);
  while (place && view.lanes.laneOf(place.seq) !== thread) place = lastPlace(view, place.seq - 1);
  return place;
}

/** The body of `stepwell/moment`. */
export function momentBody({ past, session, log, run, isOver }: RunView): object {
  const [first] = session?.stops() ?? [];
  const at = past ?? first;
  return {
    runId: run,
    seq: past?.seq ?? log.length,
    lastSeq: log.length,
    live: past === null && !isOver,
    ...(at && {
      address: {
        step: at.step,
        path: at.path,
        place: at.place,
        ...(at.edge !== undefined && { edge: at.edge }),
        ...('line' in at && at.line !== undefined && { line: at.line }),
      },
    }),
    stops: session?.stops() ?? [],
    branches: session?.branches() ?? [],
  };
}
