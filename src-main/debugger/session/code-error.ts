import type { AppErrorData } from '@shared/errors/app-error';

/** What a step fails with whose code throws. */
export function codeError(message: string): AppErrorData {
  return { code: 'CODE_ERROR', kind: 'user', message };
}
