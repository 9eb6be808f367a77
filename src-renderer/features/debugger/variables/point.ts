/** A place in the window, in client pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
