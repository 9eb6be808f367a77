import type { Point } from './model/geometry';

let pointer: Point | null = null;

/** Remembers where the pointer is, so that a paste by key lands under it. */
export function trackPointer(client: Point | null): void {
  pointer = client;
}

export function lastPointer(): Point | null {
  return pointer;
}
