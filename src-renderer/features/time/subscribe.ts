import { runPlayback } from './playback';
import { followSession } from './seek';
import { followShownRun } from './time-store';

/** Keeps the picture of the shown run, and what plays, going; called once. Answers how to stop. */
export function subscribeToTime(): () => void {
  const stops = [followShownRun(), followSession(), runPlayback()];
  return () => {
    for (const stop of stops) stop();
  };
}
