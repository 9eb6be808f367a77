import type { Attempt } from './scope';
import type { RetryIntent } from './types';
import type { RetryPolicy } from '@shared/workflow/model';

/**
 * Milliseconds to wait after attempt number `attempt` has failed. The cap bounds the wait; jitter
 * takes a random share off it, so that a wait is never longer than the policy says.
 */
export function retryDelay(policy: RetryPolicy, attempt: number, random: () => number): number {
  const planned = Math.min(policy.cap, policy.delay * growth(policy, attempt));
  if (policy.jitter <= 0) return planned;
  const share = Math.min(1, policy.jitter);
  return planned * (1 - share + share * random());
}

function growth(policy: RetryPolicy, attempt: number): number {
  switch (policy.backoff) {
    case 'fixed':
      return 1;
    case 'linear':
      return attempt;
    case 'exponential':
      return policy.factor ** (attempt - 1);
  }
}

/** Milliseconds until the next attempt, as the step's policy says; null when there is none. */
export function retryWait(
  { plan, number, past }: Attempt,
  intent: RetryIntent,
  random: () => number,
): number | null {
  const { retry } = plan.step;
  if (retry === undefined || intent.type === 'final') return null;
  const count = number - (past?.base ?? 0);
  if (count >= retry.attempts) return null;
  // Whoever refuses us says best when to come back, so the policy's cap does not apply to it.
  if (intent.type === 'retry-after') return Math.max(0, intent.milliseconds);
  return retryDelay(retry, count, random);
}
