import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';

/** What was asked for does not go together with the state that something is in. */
export function stateConflict(run: RunId, state: string, hint: string): AppError {
  return new AppError({
    code: 'STATE_CONFLICT',
    kind: 'user',
    message: `${state}.`,
    hint,
    details: { run },
  });
}
