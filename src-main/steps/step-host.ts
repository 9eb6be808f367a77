import type { JsonValue } from '@shared/lib/json';
import type { ContentHash } from '@shared/lib/ids';
import type { LoadedWorkflow } from '../engine/types';
import type { CodeSandbox } from '../sandbox/types';

/** Events that steps of any run wait for, by topic. */
export interface StepTopics {
  /** Resolves when the event is kept. The same id again emits nothing new. */
  emit(topic: string, data: JsonValue, id: string): Promise<unknown>;
}

/** Finds the workflows that steps call. */
export interface WorkflowLoader {
  /**
   * A path relative to `folder` (the folder of the calling file), or the `name`, `name@version` or
   * id of a workflow in the library. With `pinned` it is that text, whatever the file says by now.
   */
  load(
    reference: string,
    folder: string | null,
    pinned: ContentHash | null,
  ): Promise<LoadedWorkflow>;
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
  /** Absent where there are no other workflows. */
  readonly workflows?: WorkflowLoader;
}
