import type { AppErrorData } from '@shared/errors/app-error';

/** Documented in docs/command-line.md; scripts rely on them. */
export const exitCodes = {
  ok: 0,
  /** The run failed. */
  runFailed: 1,
  /** The command itself was wrong. */
  usage: 2,
  /** The workflow file has errors or cannot be read. */
  invalidWorkflow: 3,
  /** The input does not fit the workflow, or a secret is missing. */
  invalidInput: 4,
  /** There is no such run or workflow. */
  notFound: 5,
  /** The profile's database or the disk failed. */
  storage: 6,
  /** The run or step is not in a state for what was asked. */
  conflict: 7,
  /** A defect of Stepwell. */
  internal: 70,
  /** Cancelled with Ctrl+C. */
  cancelled: 130,
} as const;

/** The exit code that says best what an error means for a script. */
export function exitCodeOf(error: AppErrorData): number {
  if (/^(INPUT|SECRET|FORM|TOPIC)_/.test(error.code)) return exitCodes.invalidInput;
  if (error.code === 'STATE_CONFLICT' || error.code === 'EFFECTS_NOT_RECORDED') {
    return exitCodes.conflict;
  }
  if (/NOT_FOUND$/.test(error.code)) return exitCodes.notFound;
  if (/^(DB|DISK)_/.test(error.code)) return exitCodes.storage;
  if (/^(FILE|YAML|SCHEMA|FORMAT|GRAPH|WORKFLOW|EDGE|STEP|ID|KEY)_/.test(error.code)) {
    return exitCodes.invalidWorkflow;
  }
  if (error.kind === 'bug') return exitCodes.internal;
  return error.kind === 'user' ? exitCodes.usage : exitCodes.storage;
}
