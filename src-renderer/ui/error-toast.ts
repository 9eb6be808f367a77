import { showToast } from './toast';

/** The part of an error that is shown; `AppErrorData` fits. */
export interface ShownError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: unknown;
}

/** Tells of an error: what happened, what to do next, and its details for the clipboard. */
export function showErrorToast(error: ShownError, title?: string): void {
  const hint = error.hint ?? '';
  const description = title ? [error.message, hint].filter(Boolean).join(' ') : hint;
  showToast(title ?? error.message, 'error', {
    id: `error:${error.code}:${error.message}`,
    description: [description, error.code].filter(Boolean).join('\n'),
    duration: 10_000,
    action: {
      label: 'Copy details',
      onSelect: () => void navigator.clipboard.writeText(JSON.stringify(error, null, 2)),
    },
  });
}
