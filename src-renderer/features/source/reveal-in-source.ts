import type { TextRange } from '@shared/workflow/problem';

interface Wanted {
  readonly range: TextRange;
  readonly focus: boolean;
}

type Reveal = (wanted: Wanted) => void;

let current: Reveal | null = null;
let waiting: Wanted | null = null;

/** Shows a place of the source, now or as soon as the source is on screen. */
export function revealInSource(range: TextRange, focus: boolean): void {
  waiting = { range, focus };
  if (!current) return;
  current(waiting);
  waiting = null;
}

/** The source on screen takes the wishes; answers how to stop. */
export function takeReveals(reveal: Reveal): () => void {
  current = reveal;
  if (waiting) reveal(waiting);
  waiting = null;
  return () => {
    if (current === reveal) current = null;
  };
}
