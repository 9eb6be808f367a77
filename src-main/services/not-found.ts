import { AppError } from '@shared/errors/app-error';

/** For ids that name nothing in this profile. */
export function notFound(what: string, id: string): AppError {
  return new AppError({
    code: 'NOT_FOUND',
    kind: 'user',
    message: `There is no ${what} ${id} in this profile.`,
    hint: 'It may have been removed; refresh the list.',
    details: { id },
  });
}
