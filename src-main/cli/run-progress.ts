import type { RunEvent } from '@shared/runs/events';
import { scopeKey, stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import { type Paint, painter, printable, type Terminal } from './terminal';

// A run as it goes on, for people: one line per finished step, and on a screen a last line that
// says what is running. Inside loops only failures and logs get a line; the loop counts for them.

export interface ProgressOptions {
  /** Titles by step id. */
  readonly titles: ReadonlyMap<string, string>;
  /** Steps of the top level that can run. */
  readonly total: number;
}

const marks = {
  completed: '✓',
  failed: '✗',
  skipped: '–',
  cancelled: '■',
  waiting: '◦',
  log: '·',
} as const;

export function createRunProgress(terminal: Terminal, options: ProgressOptions) {
  const paint = painter(terminal);
  const running = new Map<string, string>();
  const iterations = new Map<string, number>();
  let done = 0;
  let statusShown = false;

  function clearStatus(): void {
    if (statusShown) terminal.info('\r\u001b[2K');
    statusShown = false;
  }

  function showStatus(): void {
    if (!terminal.interactive || running.size === 0) return;
    const names = [...running.values()].join(', ');
    const text = `  step ${Math.min(done + 1, options.total)} of ${options.total}: ${names} …`;
    terminal.info(paint('dim', text.slice(0, terminal.width - 1)));
    statusShown = true;
  }

  function line(text: string): void {
    terminal.info(`${text}\n`);
  }

  function title(step: string, path: ScopePath): string {
    const name = printable(options.titles.get(step) ?? step);
    const shown = path.map((segment) => ({ ...segment, iteration: segment.iteration + 1 }));
    return path.length === 0 ? name : `${name} ${paint('dim', `in ${scopeKey(shown)}`)}`;
  }

  function finish(event: { step: string; path: ScopePath }): boolean {
    running.delete(key(event));
    if (event.path.length > 0) return false;
    done += 1;
    return true;
  }

  function print(event: RunEvent): void {
    switch (event.type) {
      case 'step.started':
        running.set(key(event), printable(options.titles.get(event.step) ?? event.step));
        break;
      case 'step.completed':
        if (finish(event)) {
          const count = iterations.get(event.step);
          const times = count === undefined ? '' : ` ×${count}`;
          const took = paint('dim', `${times} ${milliseconds(event.duration)}`);
          line(`${paint('green', marks.completed)} ${title(event.step, event.path)}${took}`);
        }
        break;
      case 'step.failed':
        finish(event);
        line(`${paint('red', marks.failed)} ${title(event.step, event.path)}`);
        line(errorLines(event.error, paint));
        break;
      case 'step.skipped':
        if (finish(event)) {
          line(paint('dim', `${marks.skipped} ${title(event.step, event.path)} skipped`));
        }
        break;
      case 'step.cancelled':
        finish(event);
        line(paint('yellow', `${marks.cancelled} ${title(event.step, event.path)} cancelled`));
        break;
      case 'step.retrying':
        line(
          paint('yellow', `↻ ${title(event.step, event.path)}: attempt ${event.attempt} failed, `) +
            printable(event.error.message),
        );
        break;
      case 'step.waiting': {
        const wait = waitLine(event);
        if (wait)
          line(paint('yellow', `${marks.waiting} ${title(event.step, event.path)}: ${wait}`));
        break;
      }
      case 'step.interrupted':
        line(
          paint('yellow', `${marks.waiting} ${title(event.step, event.path)}: `) +
            `may have had its effect; stepwell decide ${event.run} ${stepRunKey(event.path, event.step)} <retry|done|skip>`,
        );
        break;
      case 'step.logged': {
        const style = event.level === 'error' ? 'red' : event.level === 'warn' ? 'yellow' : 'dim';
        line(`  ${paint(style, marks.log)} ${printable(event.message)}`);
        break;
      }
      case 'scope.completed':
        iterations.set(event.step, (iterations.get(event.step) ?? 0) + 1);
        break;
      default:
        break;
    }
  }

  return {
    onEvents(events: readonly RunEvent[]): void {
      clearStatus();
      for (const event of events) print(event);
      showStatus();
    },
    end: clearStatus,
  };
}

/** `CODE: message` and, below, what to do. */
export function errorLines(
  error: { readonly code: string; readonly message: string; readonly hint?: string },
  paint: Paint,
): string {
  const first = `  ${paint('red', error.code)} ${printable(error.message)}`;
  return error.hint ? `${first}\n  ${paint('dim', printable(error.hint))}` : first;
}

/** What a person has to know of a wait; nothing of one that ends by itself. */
function waitLine(event: Extract<RunEvent, { type: 'step.waiting' }>): string | undefined {
  switch (event.for?.type) {
    case 'event':
      return `waits for the event ${printable(event.for.topic)}`;
    case 'approval':
      return `${printable(event.for.title)} (stepwell approve ${event.run} ${stepRunKey(event.path, event.step)})`;
    default:
      return undefined;
  }
}

function key(event: { step: string; path: ScopePath }): string {
  return `${scopeKey(event.path)}/${event.step}`;
}

function milliseconds(duration: number): string {
  return duration < 1_000 ? `${Math.round(duration)} ms` : `${(duration / 1_000).toFixed(1)} s`;
}
