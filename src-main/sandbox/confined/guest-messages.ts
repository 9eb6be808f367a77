import type { AppErrorData } from '@shared/errors/app-error';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { z } from 'zod';
import {
  crashedError,
  memoryError,
  notJsonError,
  restrictedError,
  resultTooLargeError,
  syntaxError,
  thrownError,
  tooManyVariablesError,
} from '../code-errors';
import {
  callLimits,
  fullLogMessage,
  maximumLogLength,
  maximumLogLines,
  maximumResultDepth,
  maximumResultLength,
} from '../protocol';
import type { CodeLogLine } from '../types';

// Reads what a guest says. The guest shares its realm with hostile code, so nothing is believed: a
// message is a text of limited length with one of five letters before its JSON, and every part of it
// is checked. Whoever sends anything else is ended.

export type GuestMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly lines: readonly CodeLogLine[] }
  | { readonly type: 'variable'; readonly name: string; readonly value: JsonValue }
  | { readonly type: 'done'; readonly value: JsonValue }
  | { readonly type: 'failed'; readonly error: AppErrorData };

/** The guest said something that ours never says. */
class GuestViolation extends AppError {
  constructor(what: string) {
    super(crashedError(what));
  }
}

/** Reads the messages of one run. */
export interface GuestReader {
  read(message: unknown): GuestMessage;
}

/** A message may be as long as a result with its letter; logs are far shorter. */
const longestMessage = maximumResultLength + 1;
/** Lines are sent in batches: an honest run needs at most one message for each, its answer and `ready`. */
const mostMessages = maximumLogLines + callLimits.messages + 100;
const longestText = 4_000;

const text = z.string().max(longestText);
const place = z.strictObject({ line: z.int().min(1).max(1e7), column: z.int().min(1).max(1e7) });
const failureSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('syntax'), message: z.string(), place: place.optional() }),
  z.strictObject({
    type: z.literal('restricted'),
    name: z.string().max(100),
    place: place.optional(),
  }),
  z.strictObject({ type: z.literal('memory') }),
  z.strictObject({ type: z.literal('variables') }),
  z.strictObject({ type: z.literal('large'), length: z.number().min(0) }),
  z.strictObject({ type: z.literal('result'), path: z.string(), what: z.string(), hint: text }),
  z.strictObject({
    type: z.literal('thrown'),
    message: text,
    place: place.optional(),
    frames: z.array(z.string().max(1_000)).max(20),
  }),
]);
const logSchema = z
  .array(
    z.tuple([
      z.enum(['debug', 'info', 'warn', 'error']),
      z.string().max(maximumLogLength),
      z.string().nullable(),
      z.int().min(1).max(1e7).nullable(),
    ]),
  )
  .max(1_000);

/** `memory` is the run's limit in megabytes, for the error that names it. */
export function createGuestReader(memory: number): GuestReader {
  let messages = 0;
  let logLength = 0;
  let logLines = 0;
  let variables = 0;
  let characters = 0;

  return {
    read(message) {
      messages += 1;
      if (messages > mostMessages) throw new GuestViolation('it flooded the app with messages');
      if (typeof message !== 'string')
        throw new GuestViolation('it sent something that is no text');
      if (message.length > longestMessage) throw new GuestViolation('it sent too much at once');
      const body = message.slice(1);
      switch (message[0]) {
        case 'R':
          return { type: 'ready' };
        case 'L':
          return { type: 'log', lines: readLines(body) };
        case 'D':
          return { type: 'done', value: parse(body) };
        case 'V':
          return readVariable(body);
        case 'F':
          return { type: 'failed', error: failureError(body, memory) };
      }
      throw new GuestViolation('it sent a message that is not known');
    },
  };

  function readVariable(body: string): GuestMessage {
    const end = body.indexOf('\n');
    const name = end < 0 ? null : parse(body.slice(0, end));
    if (typeof name !== 'string' || name === '') {
      throw new GuestViolation('it set a variable without a name');
    }
    variables += 1;
    characters += body.length;
    if (variables > callLimits.messages || characters > callLimits.characters) {
      throw new AppError(tooManyVariablesError(callLimits.messages));
    }
    return { type: 'variable', name, value: parse(body.slice(end + 1)) };
  }

  function readLines(body: string): CodeLogLine[] {
    if (body.length > 8 * maximumLogLength) throw new GuestViolation('it logged too much at once');
    const checked = logSchema.safeParse(parse(body));
    if (!checked.success) throw new GuestViolation('it sent a log that is none');
    const lines: CodeLogLine[] = [];
    for (const [level, message, data, line] of checked.data) {
      // One more than the limits for the line that says that the rest is left out.
      if (logLength > 2 * maximumLogLength || logLines > maximumLogLines) break;
      logLines += 1;
      logLength += message.length + (data?.length ?? 0);
      const cut = logLines > maximumLogLines ? fullLogMessage : message;
      lines.push({
        level,
        message: cut,
        ...(data !== null && { data: parse(data) }),
        ...(line !== null && { line }),
      });
    }
    return lines;
  }
}

function failureError(body: string, memory: number): AppErrorData {
  const checked = failureSchema.safeParse(parse(body));
  if (!checked.success) throw new GuestViolation('it sent a failure that is none');
  const failure = checked.data;
  switch (failure.type) {
    case 'syntax':
      return syntaxError(cut(failure.message), failure.place);
    case 'restricted':
      return restrictedError(failure.name, failure.place);
    case 'memory':
      return memoryError(memory);
    case 'variables':
      return tooManyVariablesError(callLimits.messages);
    case 'large':
      return resultTooLargeError(failure.length, maximumResultLength);
    case 'result':
      return notJsonError(cut(failure.path), cut(failure.what), failure.hint);
    case 'thrown': {
      const details = failure.frames.length > 0 ? { stack: failure.frames } : {};
      return thrownError(failure.message, failure.place, details);
    }
  }
}

function cut(long: string): string {
  return long.slice(0, longestText);
}

/** JSON of bounded depth: deeper values overflow the stack of whoever walks them. */
function parse(json: string): JsonValue {
  if (isDeeperThan(json, maximumResultDepth + 1)) {
    throw new GuestViolation('it sent a value with too many levels');
  }
  try {
    // JSON.parse gives JSON.
    return JSON.parse(json) as JsonValue;
  } catch {
    throw new GuestViolation('it sent something that is no JSON');
  }
}

/** Counts brackets outside of strings, character by character: a pattern would overflow or be slow. */
function isDeeperThan(json: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const letter = json.charCodeAt(at);
    if (inString) {
      if (letter === backslash) at += 1;
      else if (letter === quote) inString = false;
    } else if (letter === quote) inString = true;
    else if (letter === openBracket || letter === openBrace) {
      depth += 1;
      if (depth > most) return true;
    } else if (letter === closeBracket || letter === closeBrace) depth -= 1;
  }
  return false;
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [
  0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
];
