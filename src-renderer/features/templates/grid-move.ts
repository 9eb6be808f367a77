/** Where a box lies; what `getBoundingClientRect` gives. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** The card an arrow key leads to in a grid of wrapped rows; undefined for other keys. */
export function gridMove(key: string, at: number, places: readonly Place[]): number | undefined {
  const here = places[at];
  if (!here) return undefined;
  switch (key) {
    case 'ArrowRight':
      return Math.min(at + 1, places.length - 1);
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return places.length - 1;
    case 'ArrowDown':
      return inColumn(here, places, at, 1);
    case 'ArrowUp':
      return inColumn(here, places, at, -1);
    default:
      return undefined;
  }
}

/** The nearest card in the next row; the last one when that row is shorter. */
function inColumn(here: Place, places: readonly Place[], at: number, step: 1 | -1): number {
  const rows = [...new Set(places.map(({ top }) => top))].sort((a, b) => a - b);
  const row = rows[rows.indexOf(here.top) + step];
  if (row === undefined) return at;
  let best = at;
  let distance = Number.POSITIVE_INFINITY;
  places.forEach((place, index) => {
    const away = Math.abs(place.left - here.left);
    if (place.top === row && away < distance) {
      best = index;
      distance = away;
    }
  });
  return best;
}
