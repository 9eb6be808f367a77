import type { SpanState } from '@shared/debug/spans';

// Colours of the picture come from the theme, so they are read from the page when it is drawn.

export interface Colours {
  readonly states: Readonly<Record<SpanState, string>>;
  readonly body: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly sunken: string;
  readonly cursor: string;
  readonly past: string;
  readonly selection: string;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(`--color-${name}`).trim();
  return {
    states: {
      open: of('run-running'),
      completed: of('run-success'),
      failed: of('run-failed'),
      retried: of('run-retrying'),
      skipped: of('run-skipped'),
      cancelled: of('run-cancelled'),
      waiting: of('run-waiting'),
    },
    body: of('text-faint'),
    text: of('text'),
    muted: of('text-muted'),
    line: of('line'),
    surface: of('surface'),
    sunken: of('surface-sunken'),
    cursor: of('accent'),
    past: of('status-past'),
    selection: of('selection'),
  };
}
