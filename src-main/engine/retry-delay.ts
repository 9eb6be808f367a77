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
