import { runsStore } from '../runs/index';
import { seek, shownSeq } from './seek';
import { timeStore } from './time-store';

// Plays a run as it went, at a speed of one's choice: so many events a second.

/** Events a second. */
export const speeds = [2, 5, 20, 100, 1_000] as const;

/** Begins where one looks; at the end, from the start. */
export function play(): void {
  const { log } = runsStore.getState();
  if (log.length < 2) return;
  if (shownSeq() >= log.length) seek(1);
  timeStore.setState({ playing: true });
}

export function togglePlay(): void {
  if (timeStore.getState().playing) timeStore.setState({ playing: false });
  else play();
}

/** Moves while something plays; called once. Answers how to stop. */
export function runPlayback(): () => void {
  let frame = 0;
  let since = 0;
  let from = 0;
  let expected = 0;

  function tick(now: number): void {
    const { playing, speed } = timeStore.getState();
    if (!playing) return;
    const at = shownSeq();
    // Another speed, or somebody moved the cursor: go on from there.
    if (at !== expected) {
      since = now;
      from = at;
      expected = at;
    }
    const next = Math.min(
      runsStore.getState().log.length,
      from + Math.floor(((now - since) / 1_000) * speed),
    );
    if (next > at) {
      seek(next);
      expected = next;
    }
    if (next >= runsStore.getState().log.length) timeStore.setState({ playing: false });
    else frame = requestAnimationFrame(tick);
  }

  const stop = timeStore.subscribe((state, before) => {
    if (state.speed !== before.speed) expected = -1;
    if (state.playing === before.playing) return;
    cancelAnimationFrame(frame);
    expected = -1;
    if (state.playing) frame = requestAnimationFrame(tick);
  });
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}
