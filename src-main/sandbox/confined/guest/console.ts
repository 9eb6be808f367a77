import type { LogLevel } from '@shared/runs/events';
import type { Inspect } from './inspect';

/** One line as it is sent: level, message, data as JSON text or null, line or null. */
export type GuestLogLine = readonly [LogLevel, string, string | null, number | null];

type LogFunction = (message: unknown, data?: unknown) => void;

export interface GuestConsole {
  readonly console: Readonly<Record<string, (...args: unknown[]) => void>>;
  readonly log: LogFunction & Readonly<Record<LogLevel, LogFunction>>;
  write(level: LogLevel, message: string, data?: unknown, line?: number): void;
  flush(): void;
}

export interface GuestConsoleOptions {
  readonly text: Inspect;
  readonly maximumLength: number;
  readonly maximumLines: number;
  readonly maximumDepth: number;
  readonly fullMessage: string;
  send(lines: readonly GuestLogLine[]): void;
  /** Calls `flush` before long; calling it again before then changes nothing. */
  flushSoon(flush: () => void): void;
  /** The line of the user's code that is calling. */
  callerLine(): number | undefined;
  milliseconds(): number;
}

interface TableRow {
  readonly index: string;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly own: boolean;
}

/** Sent into the guest as text: it may use nothing from outside itself. */
export function createGuestConsole(options: GuestConsoleOptions): GuestConsole {
  const { text, maximumLength, maximumLines, milliseconds } = options;
  const batchLines = 64;
  const batchMilliseconds = 50;
  let lines: GuestLogLine[] = [];
  let length = 0;
  let count = 0;
  let lastSent = 0;
  let indent = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();

  function flush(): void {
    if (lines.length === 0) return;
    const batch = lines;
    lines = [];
    lastSent = milliseconds();
    options.send(batch);
  }

  const isFull = () => length >= maximumLength || count >= maximumLines;

  function write(level: LogLevel, message: string, data?: unknown, line?: number): void {
    if (isFull()) return;
    const json = data === undefined ? null : asJson(data);
    length += message.length + (json?.length ?? 0);
    count += 1;
    const fitting = json !== null && length < maximumLength ? json : null;
    lines.push([level, message.slice(0, maximumLength), fitting, line ?? null]);
    if (isFull()) lines.push(['warn', options.fullMessage, null, null]);
    // While the code runs no timer can fire: the clock is looked at.
    if (lines.length >= batchLines || milliseconds() - lastSent > batchMilliseconds) flush();
    else options.flushSoon(flush);
  }

  /** Data for people to look at: what is not JSON is shown as text. */
  function asJson(data: unknown): string {
    try {
      const json = JSON.stringify(data);
      if (json !== undefined && !isDeep(json)) return json;
    } catch {
      // Circular, BigInt, a getter that throws: shown as text below.
    }
    return JSON.stringify(text.inspect(data, 4));
  }

  /** Deeper values cannot be shown. Counts brackets, of texts too: those few are shown as text. */
  function isDeep(json: string): boolean {
    let depth = 0;
    let deepest = 0;
    for (const [bracket] of json.matchAll(/[[{\]}]/g)) {
      depth += bracket === '[' || bracket === '{' ? 1 : -1;
      deepest = Math.max(deepest, depth);
    }
    return deepest > options.maximumDepth;
  }

  const say = (level: LogLevel, message: string) =>
    write(level, indent + message.replaceAll('\n', `\n${indent}`), undefined, options.callerLine());
  const printer =
    (level: LogLevel) =>
    (...args: unknown[]) => {
      if (!isFull()) say(level, text.format(args));
    };
  const elapsed = (label: string) => {
    const begun = timers.get(label);
    return begun === undefined ? undefined : `${label}: ${(milliseconds() - begun).toFixed(3)}ms`;
  };

  const captured: GuestConsole['console'] = {
    log: printer('info'),
    info: printer('info'),
    debug: printer('debug'),
    warn: printer('warn'),
    error: printer('error'),
    dirxml: printer('info'),
    dir: (value) => say('info', text.inspect(value)),
    trace: (...args) => say('debug', `Trace: ${text.format(args)}`.trim()),
    assert: (condition, ...args) => {
      if (!condition)
        say('warn', ['Assertion failed', text.format(args)].filter(Boolean).join(': '));
    },
    table: (rows) => say('info', table(rows)),
    group: (...args) => {
      if (args.length > 0) say('info', text.format(args));
      indent += '  ';
    },
    groupCollapsed: (...args) => captured['group']?.(...args),
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label = 'default') => {
      const name = String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      say('info', `${name}: ${counts.get(name)}`);
    },
    countReset: (label = 'default') => void counts.delete(String(label)),
    time: (label = 'default') => void timers.set(String(label), milliseconds()),
    timeLog: (label = 'default', ...args) => {
      const line = elapsed(String(label));
      if (line) say('info', [line, text.format(args)].filter(Boolean).join(' '));
    },
    timeEnd: (label = 'default') => {
      const line = elapsed(String(label));
      if (line) say('info', line);
      timers.delete(String(label));
    },
  };

  function table(rows: unknown): string {
    if (typeof rows !== 'object' || rows === null) return text.format([rows]);
    const columns: string[] = [];
    const cells = Object.entries(rows).map(([index, row]: [string, unknown]): TableRow => {
      if (typeof row !== 'object' || row === null)
        return { index, cells: {}, value: row, own: true };
      for (const name of Object.keys(row)) if (!columns.includes(name)) columns.push(name);
      return { index, cells: row as Record<string, unknown>, value: undefined, own: false };
    });
    const hasValues = cells.some((row) => row.own);
    const head = ['(index)', ...columns, ...(hasValues ? ['Values'] : [])];
    const body = cells.map((row) => [
      row.index,
      ...columns.map((name) => (name in row.cells ? text.inspect(row.cells[name], 0) : '')),
      ...(hasValues ? [row.own ? text.inspect(row.value, 0) : ''] : []),
    ]);
    const widths = head.map((title, at) =>
      [title, ...body.map((row) => row[at] ?? '')].reduce(
        (most, cell) => Math.max(most, cell.length),
        0,
      ),
    );
    const rule = (left: string, middle: string, right: string) =>
      left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
    const row = (parts: readonly string[]) =>
      `│${widths.map((width, at) => ` ${(parts[at] ?? '').padEnd(width)} `).join('│')}│`;
    return [
      rule('┌', '┬', '┐'),
      row(head),
      rule('├', '┼', '┤'),
      ...body.map(row),
      rule('└', '┴', '┘'),
    ].join('\n');
  }

  const at =
    (level: LogLevel): LogFunction =>
    (message, data) => {
      if (isFull()) return;
      const line = typeof message === 'string' ? message : text.inspect(message);
      write(level, line, data, options.callerLine());
    };
  const log = Object.assign(at('info'), {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  });
  return { console: captured, log, write, flush };
}
