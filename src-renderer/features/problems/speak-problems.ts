import { announce } from '../../ui/announcer';
import { documentStore } from '../document/index';
import { countProblems, countsText } from './problem-groups';

/** Typing makes and mends problems at every key: what lasts this long is told. */
const calm = 1_500;

/** Says how many problems there are whenever an edit has changed it; answers how to stop. */
export function speakProblems(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = { id: documentStore.getState().id, words: countsText(countProblems([])) };
  const stop = documentStore.subscribe((state, before) => {
    if (state.problems === before.problems) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { id, problems } = documentStore.getState();
      const words = countsText(countProblems(problems));
      // What a workflow had when it was opened stands in the status bar.
      if (id !== null && id === told.id && words !== told.words) announce(words);
      told = { id, words };
    }, calm);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
