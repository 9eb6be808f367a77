// A line of a step's code that is to be shown, now or as soon as the code is on screen.

type Reveal = (line: number) => void;

const editors = new Map<string, Set<Reveal>>();
let waiting: { readonly step: string; readonly line: number } | null = null;

export function revealLine(step: string, line: number): void {
  waiting = { step, line };
  for (const reveal of editors.get(step) ?? []) reveal(line);
}

/** An editor of a step's code takes the wishes; answers how to stop. */
export function takeReveal(step: string, reveal: Reveal): () => void {
  const known = editors.get(step) ?? new Set();
  editors.set(step, known);
  known.add(reveal);
  if (waiting?.step === step) reveal(waiting.line);
  return () => known.delete(reveal);
}
