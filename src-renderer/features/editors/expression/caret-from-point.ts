/** The offset in the text of the clicked element at a point of the window. */
export function caretFromPoint(point: {
  readonly x: number;
  readonly y: number;
  readonly within: HTMLElement;
}): number | null {
  const place = document.caretPositionFromPoint(point.x, point.y);
  if (!place || !point.within.contains(place.offsetNode)) return null;
  const range = document.createRange();
  range.setStart(point.within, 0);
  range.setEnd(place.offsetNode, place.offset);
  return range.toString().length;
}
