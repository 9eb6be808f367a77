import type { CodeSandbox } from '../sandbox/types';

/** What runners need from outside, given once by the composition root. */
export interface StepHost {
  /** Runs the code of code steps outside this process. */
  readonly sandbox: CodeSandbox;
  /** Where relative paths start in a workflow that has no file; absolute. */
  readonly baseFolder: string;
  /** What HTTP requests call themselves: `Stepwell/0.1.0`. */
  readonly userAgent: string;
}
