// The three-minute tour: what the newcomer does, one thing at a time, and when it counts as done.

/** What the tour looks at; read from the stores by the caller. */
export interface TourView {
  /** A workflow is on screen. */
  readonly open: boolean;
  /** The shown run has ended well since the step began. */
  readonly completed: boolean;
  /** A step that has a value is chosen. */
  readonly looking: boolean;
  readonly breakpoints: number;
  /** A run stands at a breakpoint. */
  readonly paused: boolean;
}

export interface TourStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Its keys are shown: what one may press instead of clicking. */
  readonly command?: string;
  readonly isDone: (view: TourView) => boolean;
}

export const tourSteps: readonly TourStep[] = [
  {
    id: 'open',
    title: 'Take a workflow',
    text: 'The tour uses the template “Licence audit”: it reads a list of packages and finds the licences somebody has to look at.',
    isDone: (view) => view.open,
  },
  {
    id: 'run',
    title: 'Run it',
    text: 'Press the button at the top, or the keys below; the sample input is filled in, so that Enter runs it. Everything runs on your machine.',
    command: 'run.start',
    isDone: (view) => view.completed,
  },
  {
    id: 'look',
    title: 'Look at a value',
    text: 'Click a step on the canvas or in the outline, or go along the wires with the arrow keys. The data panel shows what went in and what came out.',
    isDone: (view) => view.looking,
  },
  {
    id: 'breakpoint',
    title: 'Set a breakpoint',
    text: 'Choose “List packages” and press the key below, or click at its left edge. A red dot appears: a run stops there before the step begins.',
    command: 'debug.toggleBreakpoint',
    isDone: (view) => view.breakpoints > 0,
  },
  {
    id: 'debug',
    title: 'Hit it',
    text: 'Start the run under the debugger. It stands still at your step, and every value so far is there to look at.',
    command: 'debug.start',
    isDone: (view) => view.paused,
  },
  {
    id: 'go-on',
    title: 'Go on',
    text: 'The bar above the canvas goes one step further; the keys below let the run go on to its end.',
    command: 'debug.continue',
    isDone: (view) => view.completed && !view.paused,
  },
];

export interface TourProgress {
  readonly state: 'offered' | 'running' | 'skipped' | 'done';
  /** Index of the step that one is at. */
  readonly step: number;
}

export const newTour: TourProgress = { state: 'offered', step: 0 };

/** Goes on past every step that is done already, one at a time, to the end. */
export function advance(progress: TourProgress, view: TourView): TourProgress {
  if (progress.state !== 'running') return progress;
  const current = tourSteps[progress.step];
  if (!current?.isDone(view)) return progress;
  const step = progress.step + 1;
  return step >= tourSteps.length ? { state: 'done', step: 0 } : { ...progress, step };
}

/** What was remembered; anything else begins anew. */
export function readProgress(value: unknown): TourProgress {
  if (typeof value !== 'object' || value === null) return newTour;
  const { state, step } = value as Record<string, unknown>;
  const known = ['offered', 'running', 'skipped', 'done'].includes(String(state));
  if (!known || typeof step !== 'number' || !tourSteps[step]) return newTour;
  return { state: state as TourProgress['state'], step };
}
