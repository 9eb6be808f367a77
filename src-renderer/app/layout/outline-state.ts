/** What is known of a step's state, each part in words or empty. */
export interface RowState {
  readonly title: string;
  readonly disabled: boolean;
  /** `Paused before Fetch orders (breakpoint)`: where a branch stands. */
  readonly pause?: string | undefined;
  /** `succeeded, 12 ms`: what the shown run says. */
  readonly run?: string | undefined;
  /** Why this is not what the step would give now. */
  readonly stale?: string | undefined;
  readonly breakpoint?: string | undefined;
  readonly severity?: 'error' | 'warning' | undefined;
}

/**
 * `Fetch, succeeded, 12 ms, stale: Its wires changed since this run`: what a screen reader says of a
 * row, whose signs have no other words.
 */
export function rowName(state: RowState): string {
  const { title, disabled, pause, run, stale, breakpoint, severity } = state;
  return [
    title,
    disabled && 'disabled',
    pause,
    run,
    stale !== undefined && `stale: ${stale}`,
    breakpoint,
    severity && (severity === 'error' ? 'has errors' : 'has warnings'),
  ]
    .filter(Boolean)
    .join(', ');
}
