import { AppError } from '@shared/errors/app-error';

// What can go wrong while somebody looks at code that stands still.

/** What was asked came too late. */
export class CodeEnded extends AppError {
  constructor() {
    super({
      code: 'DEBUG_NOT_PAUSED',
      kind: 'user',
      message: 'The code has ended',
      hint: 'Run it again and stop in it.',
    });
  }
}

export function notPaused(): AppError {
  return new AppError({
    code: 'DEBUG_NOT_PAUSED',
    kind: 'user',
    message: 'The code does not stand still',
    hint: 'Pause it, or set a breakpoint.',
  });
}

export function outdated(): AppError {
  return new AppError({
    code: 'DEBUG_NOT_PAUSED',
    kind: 'user',
    message: 'The code has gone on since this value was shown',
    hint: 'Look at it again.',
  });
}

export function evaluateError(message: string, hint: string): AppError {
  return new AppError({ code: 'DEBUG_EVALUATE', kind: 'user', message, hint });
}

export function sideEffectError(): AppError {
  return evaluateError(
    'This might change something, so it is not evaluated by itself',
    'Evaluate it in the debug console to let it happen.',
  );
}

export function endlessError(milliseconds: number): AppError {
  return evaluateError(
    `It came to no result within ${milliseconds} ms and was ended`,
    'Ask for less, or look for a loop that does not end.',
  );
}

export function awaitError(): AppError {
  return evaluateError(
    'Nothing can be awaited while the code stands still',
    'Leave out await to see the promise, or set a breakpoint after it.',
  );
}
