import type { AppErrorData } from './app-error';

/** One line for a terminal or a toast: `CODE: what is wrong (line 3, column 7). What to do.` */
export function formatError(error: AppErrorData): string {
  const place = error.place ? ` (line ${error.place.line}, column ${error.place.column})` : '';
  const message = error.message.replace(/\.$/, '');
  const hint = error.hint ? ` ${error.hint}` : '';
  return `${error.code}: ${message}${place}.${hint}`;
}
