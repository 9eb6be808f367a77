import { announce } from '../../ui/announcer';
import { runNews } from './run-news';
import { runsStore } from './runs';

/** Says how the open workflow's runs come along to who cannot see it; answers how to stop. */
export function speakRuns(): () => void {
  let opened = Date.now();
  return runsStore.subscribe((state, before) => {
    if (state.workflowId !== before.workflowId) opened = Date.now();
    if (state.history === before.history) return;
    const known = new Map(before.history.map((run) => [run.id, run]));
    for (const run of state.history) {
      // The list that was read when the workflow was opened is no news.
      if (run.createdAt < opened && !known.has(run.id)) continue;
      const words = runNews(known.get(run.id), run);
      if (words !== undefined) announce(words);
    }
  });
}
