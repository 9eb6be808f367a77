import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RunPrograms } from '@shared/debug/programs';
import { EventTimes, SpanRows } from '@shared/debug/spans';
import type { RunLog } from '@shared/debug/run-log';
import type { RunId } from '@shared/lib/ids';
import { runsStore } from '../runs/index';
import { loadPrograms } from './programs';

// The shown run as a picture of its log, and how it is looked at.

export type TimeView = 'timeline' | 'compare' | 'past' | 'matrix' | 'forks';
/** Whether the picture is as wide as there are events, or as time went by. */
export type TimeScale = 'events' | 'time';

export interface TimePicture {
  readonly log: RunLog;
  readonly programs: RunPrograms;
  readonly rows: SpanRows;
  readonly times: EventTimes;
}

export interface TimeState {
  readonly runId: RunId | null;
  /** Null while the texts of the run are read, and without a run. */
  readonly picture: TimePicture | null;
  readonly view: TimeView;
  readonly scale: TimeScale;
  readonly playing: boolean;
  /** Events a second. */
  readonly speed: number;
  /** The run that is compared with the shown one. */
  readonly other: RunId | null;
}

export const timeStore = createStore<TimeState>(() => ({
  runId: null,
  picture: null,
  view: 'timeline',
  scale: 'events',
  playing: false,
  speed: 5,
  other: null,
}));

export function useTime<T>(selector: (state: TimeState) => T): T {
  return useStore(timeStore, selector);
}

/** Follows the shown run; called once. Answers how to stop. */
export function followShownRun(): () => void {
  let called = 0;
  let loading = 0;

  async function begin(log: RunLog): Promise<void> {
    const turn = (loading += 1);
    called = log.state?.frames.size ?? 0;
    const programs = await loadPrograms(log);
    if (turn !== loading) return;
    const picture = { log, programs, rows: new SpanRows(programs), times: new EventTimes() };
    show(picture, runsStore.getState().log);
  }

  function show(picture: TimePicture, log: RunLog): void {
    picture.rows.update(log);
    picture.times.update(log);
    timeStore.setState({ picture: { ...picture, log } });
  }

  function follow(): void {
    const { shown, log } = runsStore.getState();
    const { runId, picture } = timeStore.getState();
    if (shown !== runId) {
      loading += 1;
      timeStore.setState({ runId: shown, picture: null, playing: false, other: null });
    }
    if (log.length === 0) return;
    // A workflow that was called meanwhile brings a text of its own.
    const more = (log.state?.frames.size ?? 0) !== called;
    const { picture: now } = timeStore.getState();
    if (now === null || more) {
      if (shown !== runId || more || picture === null) void begin(log);
    } else if (now.log !== log) show(now, log);
  }

  follow();
  return runsStore.subscribe((state, before) => {
    if (state.shown !== before.shown || state.log !== before.log) follow();
  });
}
