import type { AppErrorData, TextPlace } from '@shared/errors/app-error';
import type { JsonObject } from '@shared/lib/json';

// Every error a code step can end with, in one place.

export function syntaxError(message: string, place: TextPlace | undefined): AppErrorData {
  return user('CODE_SYNTAX', message, 'Correct the code.', place);
}

export function unsupportedTypeScript(message: string, place: TextPlace | undefined): AppErrorData {
  return user(
    'TS_UNSUPPORTED',
    message.replace(/ is not supported in strip-only mode$/, ' is not possible in a code step'),
    'Types are taken away, not compiled: use a plain object instead of an enum, and modules instead of namespaces.',
    place,
  );
}

export function thrownError(
  message: string,
  place: TextPlace | undefined,
  details: JsonObject,
): AppErrorData {
  return {
    ...user('CODE_ERROR', message, 'See the line in the code; its log may tell more.', place),
    details,
  };
}

export function timeoutError(milliseconds: number): AppErrorData {
  return operational(
    'CODE_TIMEOUT',
    `The code did not end within ${milliseconds} ms`,
    'Look for an endless loop or a promise that never settles, or give the step a longer timeout.',
  );
}

export function memoryError(megabytes: number): AppErrorData {
  return operational(
    'CODE_MEMORY',
    `The code took more than ${megabytes} MB of memory`,
    'Work on less data at a time, or raise the memory setting of the step.',
  );
}

export function crashedError(how: string): AppErrorData {
  return operational(
    'CODE_CRASHED',
    `The code ended its own process (${how})`,
    'Use return to end the code and throw to fail; process.exit and process.kill are not needed.',
  );
}

export function notJsonError(path: string, what: string, hint: string): AppErrorData {
  return user('RESULT_NOT_JSON', `The code gave ${what} at ${path}, which is not JSON`, hint);
}

export function resultTooLargeError(length: number, limit: number): AppErrorData {
  const megabytes = (count: number) => Math.round(count / 1_048_576);
  return user(
    'RESULT_TOO_LARGE',
    `The code gave at least ${megabytes(length)} MB; a step may give ${megabytes(limit)} MB`,
    'Return less, or write it to a file and return its path.',
  );
}

export function codeTooLargeError(length: number, limit: number): AppErrorData {
  return user(
    'CODE_TOO_LARGE',
    `The code has ${length} characters; a code step may have ${limit}`,
    'Move a part of it to a file beside the workflow and require it.',
  );
}

export function fetchTooLargeError(length: number, limit: number): AppErrorData {
  const megabytes = (count: number) => Math.round(count / 1_048_576);
  return user(
    'FETCH_TOO_LARGE',
    `The request carries ${megabytes(length)} MB; a request of a code step may carry ${megabytes(limit)} MB`,
    'Send it in parts, or use an HTTP request step with a file as its body.',
  );
}

export function modulesError(name: string): AppErrorData {
  return user(
    'CODE_MODULES',
    `${name} is not at hand: this code step runs without Node.js and packages`,
    'Set "Modules" of the step to node (modules: node) if the code needs them.',
  );
}

/** Something of Node or of the network, in code that is confined. */
export function restrictedError(name: string, place: TextPlace | undefined): AppErrorData {
  return user(
    'CODE_RESTRICTED',
    `\`${name}\` is not available in a restricted workflow`,
    'Use an HTTP or file step, or trust this workflow.',
    place,
  );
}

export function tooManyVariablesError(limit: number): AppErrorData {
  return user(
    'CODE_LIMIT',
    `The code set variables more than ${limit} times, or to values that are too large together`,
    'Collect the values and set them once.',
  );
}

/** Not the code's fault: what should run it could not be started. */
export function engineError(how: string): AppErrorData {
  return operational(
    'CODE_ENGINE',
    `No process for confined code could be started (${how})`,
    'Run it again; close other programs if the machine is short of memory.',
  );
}

export function closedError(): AppErrorData {
  return operational('CODE_CLOSED', 'The app is closing and runs no more code', 'Start it again.');
}

function user(code: string, message: string, hint: string, place?: TextPlace): AppErrorData {
  return { code, kind: 'user', message, hint, ...(place && { place }) };
}

function operational(code: string, message: string, hint: string): AppErrorData {
  return { code, kind: 'operational', message, hint };
}
