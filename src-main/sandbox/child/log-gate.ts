import { maximumLogLength, maximumLogLines } from '../protocol';
import type { CodeLogLine } from '../types';

/** Lets through what one job may log, whoever wrote it. */
export interface LogGate {
  pass(lines: readonly CodeLogLine[]): readonly CodeLogLine[];
}

/** The worker's own capture stops earlier; this holds for code that writes to its port itself. */
export function createLogGate(): LogGate {
  let length = 0;
  let count = 0;
  return {
    pass: (lines) =>
      lines.filter((line) => {
        count += 1;
        length += line.message.length;
        // One line more than may be logged: the one that says that the log is full.
        return count <= maximumLogLines + 1 && length <= maximumLogLength * 2;
      }),
  };
}
