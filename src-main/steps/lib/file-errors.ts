import { finalError, retryableError, type StepError } from '../../engine/step-error';

interface Wording {
  readonly code: string;
  readonly says: (path: string) => string;
  readonly hint: string;
  readonly retryable?: boolean;
}

const denied: Wording = {
  code: 'FILE_DENIED',
  says: (path) => `This account may not use ${path}`,
  hint: 'Change the permissions of the file or its folder, or choose another place.',
};
const full: Wording = {
  code: 'DISK_FULL',
  says: (path) => `There is no space left to write ${path}`,
  hint: 'Free some space, then run again.',
};
const busy: Wording = {
  code: 'FILE_BUSY',
  says: (path) => `${path} is in use, or too many files are open`,
  hint: 'Close what uses it, then run again.',
  retryable: true,
};

const wordings: Readonly<Record<string, Wording>> = {
  ENOENT: {
    code: 'FILE_GONE',
    says: (path) => `${path} does not exist`,
    hint: "Check the path; a relative one starts at the workflow's own folder.",
  },
  EACCES: denied,
  EPERM: denied,
  EROFS: denied,
  ENOSPC: full,
  EDQUOT: full,
  EBUSY: busy,
  EMFILE: busy,
  ENFILE: busy,
  EISDIR: {
    code: 'FILE_NOT_REGULAR',
    says: (path) => `${path} is a folder`,
    hint: 'Give the path of a file in it.',
  },
  ENOTDIR: {
    code: 'FILE_GONE',
    says: (path) => `A part of ${path} is a file, not a folder`,
    hint: 'Check the path.',
  },
  ELOOP: {
    code: 'FILE_LOOP',
    says: (path) => `${path} is a link that leads back to itself`,
    hint: 'Give the path of the file itself.',
  },
  EEXIST: {
    code: 'FILE_EXISTS',
    says: (path) => `${path} exists already`,
    hint: 'Choose another name, or let the step overwrite it.',
  },
  ENAMETOOLONG: {
    code: 'FILE_PATH',
    says: (path) => `The path is too long: ${path.slice(0, 80)}…`,
    hint: 'Use a shorter name.',
  },
};

/** An error of the file system in plain words. Anything else is passed on unchanged. */
export function fileError(error: unknown, path: string): unknown {
  if (!isSystemError(error)) return error;
  const wording = wordings[error.code];
  if (!wording) {
    const data = {
      code: 'FILE_FAILED',
      kind: 'operational',
      message: `${path} could not be used: ${error.message}`,
      hint: 'Check the disk and the path, then run again.',
    } as const;
    return retryableError(data, error);
  }
  const data = {
    code: wording.code,
    kind: 'operational',
    message: wording.says(path),
    hint: wording.hint,
  } as const;
  return wording.retryable ? retryableError(data, error) : finalError(data, error);
}

export function notRegularError(path: string): StepError {
  return finalError({
    code: 'FILE_NOT_REGULAR',
    kind: 'user',
    message: `${path} is no ordinary file`,
    hint: 'Folders, pipes, devices and sockets cannot be used; give the path of a file.',
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
