import type { AppErrorData } from '@shared/errors/app-error';

export function readOnlyError(message: string): AppErrorData {
  return {
    code: 'DOCUMENT_READ_ONLY',
    kind: 'user',
    message,
    hint: 'Open or duplicate a workflow that this version of Stepwell can edit.',
  };
}
