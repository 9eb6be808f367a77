import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import type { JsonValue } from '@shared/lib/json';
import type { LogLevel } from '@shared/runs/events';
import { fullLogMessage, maximumLogLength, maximumLogLines } from '../protocol';
import type { CodeLogLine } from '../types';
import { placeInStack } from './failure';

type LogFunction = (message: unknown, data?: unknown) => void;

/** `log(message, data)` and one of these per level. */
export type CodeLog = LogFunction & Readonly<Record<LogLevel, LogFunction>>;

export interface LogCapture {
  readonly log: CodeLog;
  write(level: LogLevel, message: string, data?: unknown, line?: number): void;
  /** A new job: counting starts again. `name` is how its code is named in stacks. */
  begin(name: string): void;
  flush(): void;
}

const batchLines = 64;
const batchMilliseconds = 50;
const consoleLevels: Readonly<Record<string, LogLevel>> = {
  debug: 'debug',
  trace: 'debug',
  warn: 'warn',
  assert: 'warn',
  error: 'error',
};

/** Takes over `console`. Lines are sent in batches, and no more than a step may log. */
export function captureConsole(send: (lines: readonly CodeLogLine[]) => void): LogCapture {
  let name = '';
  let length = 0;
  let count = 0;
  let lastSent = 0;
  let lines: CodeLogLine[] = [];
  let level: LogLevel = 'info';
  let line: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (lines.length === 0) return;
    const batch = lines;
    lines = [];
    lastSent = performance.now();
    send(batch);
  }

  function isFull(): boolean {
    return length >= maximumLogLength || count >= maximumLogLines;
  }

  function write(to: LogLevel, message: string, data?: unknown, at?: number): void {
    if (isFull()) return;
    const json = data === undefined ? undefined : asJson(data);
    length += message.length + (json === undefined ? 0 : JSON.stringify(json).length);
    count += 1;
    const fits = message.slice(0, maximumLogLength);
    lines.push({
      level: to,
      message: fits,
      ...(json !== undefined && length < maximumLogLength && { data: json }),
      ...(at !== undefined && { line: at }),
    });
    if (isFull()) lines.push({ level: 'warn', message: fullLogMessage });
    // While the code runs no timer can fire: the clock is looked at. While it waits, a timer does it.
    if (lines.length >= batchLines || performance.now() - lastSent > batchMilliseconds) flush();
    else timer ??= setTimeout(flush, batchMilliseconds).unref();
  }

  const sink = new Writable({
    decodeStrings: false,
    // Called at once for every line, so `level` and `line` are those of the call that made it.
    write: (text: string, _encoding, done) => {
      write(level, text.endsWith('\n') ? text.slice(0, -1) : text, undefined, line);
      done();
    },
  });
  const inner = new Console({ stdout: sink, stderr: sink, colorMode: false });
  const captured: Record<string, unknown> = {};
  for (const method of Object.keys(console)) {
    const implementation: unknown = Reflect.get(inner, method);
    if (typeof implementation !== 'function') continue;
    captured[method] = (...args: unknown[]) => {
      if (isFull()) return;
      level = consoleLevels[method] ?? 'info';
      line = callerLine(name);
      implementation.apply(inner, args);
    };
  }
  Object.assign(console, captured);

  const at =
    (to: LogLevel): LogFunction =>
    (message, data) => {
      if (isFull()) return;
      write(to, typeof message === 'string' ? message : inspect(message), data, callerLine(name));
    };
  // Frozen: the next step gets the same.
  const log = Object.freeze(
    Object.assign(at('info'), {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
    }),
  );

  return {
    log,
    write,
    flush,
    begin: (jobName) => {
      name = jobName;
      length = 0;
      count = 0;
      lines = [];
      lastSent = 0;
    },
  };
}

function callerLine(name: string): number | undefined {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder);
  return placeInStack(String(holder.stack ?? ''), name)?.line;
}

/** Data for people to look at: what is not JSON is shown as text. */
function asJson(data: unknown): JsonValue {
  try {
    const text = JSON.stringify(data);
    // JSON.parse gives JSON.
    if (text !== undefined) return JSON.parse(text) as JsonValue;
  } catch {
    // Circular, BigInt, a getter that throws: shown as text below.
  }
  return inspect(data, { depth: 4 });
}
