import { AppError } from '@shared/errors/app-error';

// The wording of everything that can go wrong with a workflow file. A name is shown with its
// control and direction characters visible, so that it cannot pretend to be another.

export function showPath(path: string): string {
  return path.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

export function fileError(code: string, path: string, what: string, hint: string): AppError {
  return new AppError({
    code,
    kind: 'user',
    message: `${showPath(path)} ${what}.`,
    hint,
    details: { path },
  });
}

export function pathDenied(path: string, why: string): AppError {
  return fileError('PATH_DENIED', path, `cannot be used: ${why}`, 'Choose a file on your disk.');
}

export function tooLarge(path: string, bytes: number, limit: number): AppError {
  return fileError(
    'FILE_TOO_LARGE',
    path,
    `has ${megabytes(bytes)}, the limit is ${megabytes(limit)}`,
    'Choose a workflow file; keep data in files of its own.',
  );
}

export function readOnlyFile(path: string): AppError {
  return fileError(
    'FILE_READ_ONLY',
    path,
    'is read-only',
    'Save under another name, or allow writing it and save again.',
  );
}

/** Turns a failure of the file system into an error that says what to do. */
export function toFileError(error: unknown, path: string, action: 'read' | 'written'): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fileError(
        'FILE_GONE',
        path,
        'does not exist',
        'It may have been moved or deleted; choose another file.',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return fileError(
        'FILE_DENIED',
        path,
        `may not be ${action}`,
        'Check its permissions, or choose another file.',
      );
    case 'ELOOP':
      return fileError(
        'FILE_LOOP',
        path,
        'is a link that leads back to itself',
        'Choose the file itself.',
      );
    case 'EISDIR':
      return notRegular(path);
    case 'ENAMETOOLONG':
      return pathDenied(path, 'its name is too long');
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        {
          code: 'DISK_FULL',
          kind: 'operational',
          message: `There is no room on the disk for ${showPath(path)}; the file there is unchanged.`,
          hint: 'Free some space, then save again.',
        },
        { cause: error },
      );
    default:
      return new AppError(
        {
          code: 'FILE_IO',
          kind: 'operational',
          message: `${showPath(path)} could not be ${action}: ${error.message}.`,
          hint: 'Try again, or choose another place.',
        },
        { cause: error },
      );
  }
}

export function notRegular(path: string): AppError {
  return fileError(
    'FILE_NOT_REGULAR',
    path,
    'is a folder, a pipe or a device, not a file',
    'Choose a workflow file.',
  );
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000_000
    ? `${(bytes / 1_000_000_000).toFixed(1)} GB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
