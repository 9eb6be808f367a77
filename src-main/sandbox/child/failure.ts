import { inspect } from 'node:util';
import type { AppErrorData, TextPlace } from '@shared/errors/app-error';
import { thrownError } from '../code-errors';

/** An error of ours about the code, as opposed to one that the code threw. */
export class CodeFailure extends Error {
  constructor(readonly data: AppErrorData) {
    super(data.message);
    ours.set(this, data);
  }
}

/** What code catches when the app could not do what it asked for; `code` says which error it was. */
export function callFailure(data: AppErrorData, at: { readonly stack?: string }): Error {
  const error = Object.assign(new Error(data.message), { code: data.code });
  // Where the code asked, not where the answer came in.
  const [, ...frames] = (at.stack ?? '').split('\n');
  error.stack = [`Error: ${data.message}`, ...frames].join('\n');
  ours.set(error, data);
  return error;
}

const ours = new WeakMap<object, AppErrorData>();

/** The data of an error of ours. Not `instanceof`: what the code throws may be a proxy with traps. */
export function failureData(thrown: unknown, name: string): AppErrorData | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const data = ours.get(thrown);
  if (!data || data.place || !(thrown instanceof Error)) return data;
  const place = placeInStack(String(thrown.stack ?? ''), name);
  return place ? { ...data, place } : data;
}

const longestMessage = 4_000;

/** Anything that can be thrown, with the line and column in the user's code. Never throws itself. */
export function describeThrown(
  thrown: unknown,
  name: string,
): { message: string; place: TextPlace | undefined; data: AppErrorData } {
  let message = 'something that cannot be shown';
  let stack = '';
  try {
    if (thrown instanceof Error) {
      stack = String(thrown.stack ?? '');
      message = `${thrown.name}: ${thrown.message}`;
    } else {
      message = `threw ${typeof thrown === 'string' ? `"${thrown}"` : inspect(thrown, { depth: 2 })}`;
    }
  } catch {
    // A getter or a proxy of the thrown object threw: the fallback message stands.
  }
  message = message.slice(0, longestMessage);
  const place = placeInStack(stack, name);
  const frames = ownFrames(stack, name);
  const data = thrownError(message, place, frames.length > 0 ? { stack: frames } : {});
  return { message, place, data };
}

/** The first frame in the user's code. */
export function placeInStack(stack: string, name: string): TextPlace | undefined {
  const at = stack.indexOf(`${name}:`);
  if (at < 0) return undefined;
  const match = /^:(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length));
  if (!match) return undefined;
  return { line: Number(match[1]), column: Number(match[2] ?? 1) };
}

/** `at total (line 3, column 7)` for each frame that is the user's. */
function ownFrames(stack: string, name: string): string[] {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at ') && line.includes(`${name}:`))
    .slice(0, 20)
    .map((line) => {
      const place = placeInStack(line, name);
      const where = place ? `line ${place.line}, column ${place.column}` : '?';
      const callee = /at (?:async )?(\S+) \(/.exec(line)?.[1];
      return callee ? `at ${callee} (${where})` : `at ${where}`;
    });
}
