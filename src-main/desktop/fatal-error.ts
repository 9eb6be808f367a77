import { app, dialog } from 'electron';
import { toErrorData } from '@shared/errors/app-error';

/** The app cannot start: says why and what to do, then ends. */
export function showFatalError(error: unknown, logFile: string): void {
  const { code, message, hint } = toErrorData(error);
  dialog.showErrorBox(
    'Stepwell cannot start',
    [message, hint, `(${code}; details in ${logFile})`].filter(Boolean).join('\n\n'),
  );
  app.exit(1);
}
