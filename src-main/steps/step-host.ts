import type { JsonValue } from '@shared/lib/json';
import type { CodeSandbox } from '../sandbox/types';

/** Events that steps of any run wait for, by topic. */
export interface StepTopics {
  /** Resolves when the event is kept. The same id again emits nothing new. */
  emit(topic: string, data: JsonValue, id: string): Promise<unknown>;
}

/** What runners need from outside, given once by the composition root. */
export interface StepHost {
  /** Runs the code of code steps outside this process. */
  readonly sandbox: CodeSandbox;
  /** Where relative paths start in a workflow that has no file; absolute. */
  readonly baseFolder: string;
  /** What HTTP requests call themselves: `Stepwell/0.1.0`. */
  readonly userAgent: string;
  /** Absent where nothing keeps events, e.g. in a bare engine. */
  readonly topics?: StepTopics;
}
