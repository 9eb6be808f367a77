import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { toErrorData } from '@shared/errors/app-error';

/** Says why a file from the command line or the system could not be opened. */
export function showOpenError(
  window: BrowserWindow | undefined,
  path: string,
  error: unknown,
): void {
  const { code, message, hint } = toErrorData(error);
  const options = {
    type: 'error' as const,
    title: 'Stepwell',
    message: `${basename(path)} could not be opened`,
    detail: [message, hint, code].filter(Boolean).join('\n\n'),
  };
  void (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}
