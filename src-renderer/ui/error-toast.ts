import { showToast, type ToastAction } from './toast';

/** The part of an error that is shown; `AppErrorData` fits. */
export interface ShownError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: unknown;
}

/** Tells of an error: what happened, what to do next, and a way out or its details to copy. */
export function showErrorToast(error: ShownError, title?: string, way?: ToastAction): void {
  const hint = error.hint ?? '';
  const description = title ? [error.message, hint].filter(Boolean).join(' ') : hint;
  showToast(title ?? error.message, 'error', {
    id: `error:${error.code}:${error.message}`,
    description: [description, error.code].filter(Boolean).join('\n'),
    duration: 10_000,
    action: way ?? {
      label: 'Copy details',
      onSelect: () => void navigator.clipboard.writeText(JSON.stringify(error, null, 2)),
    },
  });
}
