import type { StepBadge } from '../runs';
import { badgeText, FarBadge } from './nodes/step-badge';

// The state of a step in a list: the sign that its box shows from far, and the words of its badge.

/** Without words of its own: who shows it names it with `stateText`. */
export function StateMark({ badge }: { readonly badge: StepBadge }) {
  return <FarBadge badge={badge} />;
}

/** `succeeded, 12 ms`. A list is heard row by row: what a step gave, and why it is stale, is left to others. */
export function stateText(badge: StepBadge, attempts?: number): string {
  const { gave: _gave, stale: _stale, ...short } = badge;
  return badgeText(short, attempts);
}
