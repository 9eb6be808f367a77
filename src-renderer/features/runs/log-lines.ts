import type { LogLevel, RunEvent } from '@shared/runs/events';
import type { ScopePath } from '@shared/runs/scope-path';
import { scopeKey } from '@shared/runs/scope-path';
import type { JsonValue } from '@shared/lib/json';

/** One line of the log panel: something a step said, or a failure worth a line. */
export interface LogLine {
  readonly seq: number;
  readonly time: number;
  readonly level: LogLevel;
  readonly step: string | null;
  readonly path: ScopePath;
  readonly message: string;
  readonly data?: JsonValue;
  /** 1-based line in the step's code. */
  readonly line?: number;
}

/** The log lines in a batch of events, in order. */
export function logLinesOf(events: readonly RunEvent[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const event of events) {
    const line = logLineOf(event);
    if (line) lines.push(line);
  }
  return lines;
}

const decisions = {
  retry: 'do it again',
  done: 'it has happened',
  skip: 'go on without it',
} as const;

function logLineOf(event: RunEvent): LogLine | undefined {
  const at = { seq: event.seq, time: event.time };
  switch (event.type) {
    case 'step.logged':
      return {
        ...at,
        level: event.level,
        step: event.step,
        path: event.path,
        message: event.message,
        ...(event.data !== undefined && { data: event.data }),
        ...(event.line !== undefined && { line: event.line }),
      };
    case 'step.failed':
      return {
        ...at,
        level: 'error',
        step: event.step,
        path: event.path,
        message: event.error.message,
      };
    case 'step.retrying':
      return {
        ...at,
        level: 'warn',
        step: event.step,
        path: event.path,
        message: `Attempt ${event.attempt} failed and is tried again: ${event.error.message}`,
      };
    case 'step.effect':
      return {
        ...at,
        level: 'debug',
        step: event.step,
        path: event.path,
        message: `Recorded effect ${event.ordinal + 1}: ${event.name}${event.error ? `, failed: ${event.error.message}` : ''}`,
      };
    case 'step.waiting':
      return {
        ...at,
        level: 'info',
        step: event.step,
        path: event.path,
        message: `Waiting: ${event.reason}`,
      };
    case 'step.interrupted':
      return {
        ...at,
        level: 'warn',
        step: event.step,
        path: event.path,
        message: 'Stepwell ended while it was at work: a person has to say what happened',
      };
    case 'step.decided':
      return {
        ...at,
        level: 'info',
        step: event.step,
        path: event.path,
        message: `Decided: ${decisions[event.decision]}`,
      };
    case 'run.resumed':
      return {
        ...at,
        level: 'info',
        step: null,
        path: [],
        message:
          event.reason === 'recovery'
            ? 'Run continued after Stepwell had ended'
            : 'Run resumed; finished steps are kept',
      };
    case 'run.started':
      return { ...at, level: 'info', step: null, path: [], message: 'Run started' };
    case 'run.completed':
      return { ...at, level: 'info', step: null, path: [], message: 'Run completed' };
    case 'run.failed':
      return {
        ...at,
        level: 'error',
        step: null,
        path: [],
        message: `Run failed: ${event.error.message}`,
      };
    case 'run.cancelled':
      return { ...at, level: 'warn', step: null, path: [], message: 'Run cancelled' };
    case 'run.interrupted':
      return {
        ...at,
        level: 'warn',
        step: null,
        path: [],
        message: `Run interrupted: ${event.reason}`,
      };
    default:
      return undefined;
  }
}

/** `parse` or `parse in eachOrder[36]`, with iterations counted from 1 as people do. */
export function placeOf(line: Pick<LogLine, 'step' | 'path'>): string {
  if (!line.step) return 'run';
  if (line.path.length === 0) return line.step;
  const shown = line.path.map((segment) => ({ ...segment, iteration: segment.iteration + 1 }));
  return `${line.step} in ${scopeKey(shown)}`;
}
