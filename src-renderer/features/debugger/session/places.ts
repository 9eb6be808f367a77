/** The places of the shell, given by the shell: the debugger knows no canvas and no inspector. */
export interface Places {
  /** Brings a step of the open workflow into view, without zooming. */
  readonly showStep: (step: string) => void;
  /** Opens the code of a step at a line. */
  readonly showCode: (step: string, line: number) => void;
}

let given: Places = { showStep: () => undefined, showCode: () => undefined };

export function setPlaces(places: Places): void {
  given = places;
}

export function places(): Places {
  return given;
}
