const hour = 3_600_000;
const day = 24 * hour;

/** Ways to put a deadline off; `by` in milliseconds, null: no deadline any more. */
export const postponements: readonly { readonly label: string; readonly by: number | null }[] = [
  { label: 'Postpone by 1 hour', by: hour },
  { label: 'Postpone by 1 day', by: day },
  { label: 'Postpone by 1 week', by: 7 * day },
  { label: 'Remove the deadline', by: null },
];

/** Counted from the deadline, or from now once that has passed. */
export function postponed(deadline: number, by: number | null, now: number): number | null {
  return by === null ? null : Math.max(deadline, now) + by;
}
