/** Walks through what was asked before: up goes back, down comes forward to what was being typed. */
export interface HistoryWalk {
  up(typed: string, history: readonly string[]): string | null;
  down(history: readonly string[]): string | null;
  reset(): void;
}

export function createHistoryWalk(): HistoryWalk {
  /** How far back; 0 = at what is being typed. */
  let back = 0;
  let draft = '';
  return {
    up(typed, history) {
      if (back >= history.length) return null;
      if (back === 0) draft = typed;
      back += 1;
      return history[history.length - back] ?? null;
    },
    down(history) {
      if (back === 0) return null;
      back -= 1;
      return back === 0 ? draft : (history[history.length - back] ?? null);
    },
    reset() {
      back = 0;
    },
  };
}
