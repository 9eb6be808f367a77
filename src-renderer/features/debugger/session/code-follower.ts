/** The pane with the code of a step, as far as the debugger moves it. */
export interface CodePane {
  /** The step whose code is open; null when it is closed. */
  readonly shown: () => string | null;
  readonly open: (step: string, line: number) => void;
  readonly put: (step: string | null) => void;
}

/** The pane goes along with where the run stands, and comes back to what a person had there. */
export interface CodeFollower {
  /** The run stands in the code of a step, or a frame in there is looked at. */
  follow(step: string, line: number): void;
  /** It stands in no code. What a person opened meanwhile is left alone. */
  leave(): void;
}

export function createCodeFollower(pane: CodePane): CodeFollower {
  /** What the debugger put into the pane, and what was there before it did. */
  let mine: { readonly step: string; readonly before: string | null } | null = null;
  return {
    follow(step, line) {
      const shown = pane.shown();
      mine = { step, before: mine?.step === shown ? mine.before : shown };
      pane.open(step, line);
    },
    leave() {
      if (mine !== null && mine.step === pane.shown()) pane.put(mine.before);
      mine = null;
    },
  };
}
