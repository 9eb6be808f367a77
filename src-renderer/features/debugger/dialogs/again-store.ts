import { createStore } from 'zustand/vanilla';

/** Whether steps that have had their effect may have it again. */
export interface AgainAsked {
  /** What is executed. */
  readonly name: string;
  /** Titles of the steps with effects. */
  readonly steps: readonly string[];
  readonly answer: (yes: boolean) => void;
}

export const againStore = createStore<{ readonly asked: AgainAsked | null }>(() => ({
  asked: null,
}));

/** Who works at a step executes it again and again: one yes is enough until the window closes. */
const allowed = new Set<string>();

export function askAgain(name: string, steps: readonly string[]): Promise<boolean> {
  const fresh = steps.filter((step) => !allowed.has(step));
  if (fresh.length === 0) return Promise.resolve(true);
  againStore.getState().asked?.answer(false);
  return new Promise((resolve) => {
    const answer: AgainAsked['answer'] = (yes) => {
      againStore.setState({ asked: null });
      if (yes) for (const step of fresh) allowed.add(step);
      resolve(yes);
    };
    againStore.setState({ asked: { name, steps: fresh, answer } });
  });
}
