import { AppError } from '@shared/errors/app-error';

/** The answer of a call whose service is still being built. */
export function notYet(): never {
  throw new AppError({
    code: 'INTERNAL',
    kind: 'bug',
    message: 'Stepwell cannot do this yet.',
  });
}
