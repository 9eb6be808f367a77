import type { Colours } from './colours';
import type { Layout } from './layout';
import type { Scale, ViewWindow } from './scale';

export interface Drawing {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly font: string;
  readonly width: number;
  readonly height: number;
  /** Pixels for the names of lanes. */
  readonly gutter: number;
  readonly scale: Scale;
  readonly window: ViewWindow;
  readonly layout: Layout;
  readonly scrollTop: number;
  readonly cursor: number;
  readonly isPast: boolean;
  readonly titleOf: (step: string) => string;
  readonly tickText: (position: number, step: number) => string;
  /** The step that is selected on the canvas. */
  readonly selected: string | null;
}

export function xOf({ gutter, width, window }: Drawing, position: number): number {
  return gutter + ((position - window.from) / (window.to - window.from)) * (width - gutter);
}
