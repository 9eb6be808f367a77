import type { ValuePath } from '@shared/debug/value-source';
import type { ScopePath } from '@shared/runs/scope-path';

/** A value that a step got, or one that an expression sees at a step. */
export type OriginAsked = { readonly step: string; readonly path: ScopePath } & (
  { readonly side: 'input' | 'output'; readonly field: ValuePath } | { readonly expression: string }
);

/** The places of the shell, given by the shell: the debugger knows no canvas and no inspector. */
export interface Places {
  /** Brings a step of the open workflow into view, without zooming. */
  readonly showStep: (step: string) => void;
  /** Opens the code of a step at a line. */
  readonly showCode: (step: string, line: number) => void;
  /** Gives the keyboard to the canvas. */
  readonly focusCanvas: () => void;
  /** Shows where a value came from. */
  readonly showOrigin: (asked: OriginAsked) => void;
}

let given: Places = {
  showStep: () => undefined,
  showCode: () => undefined,
  focusCanvas: () => undefined,
  showOrigin: () => undefined,
};

export function setPlaces(places: Places): void {
  given = places;
}

export function places(): Places {
  return given;
}
