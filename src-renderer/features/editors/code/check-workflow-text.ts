import type { Type } from '@shared/types/type';
import type { TypeScriptFinding } from '@shared/types/typescript/virtual-file';
import type { CalledSet } from '@shared/workflow/calls/called-set';
import { typeScriptWorker } from './typescript-worker';

export interface CheckedText {
  readonly findings: readonly TypeScriptFinding[];
  readonly code: ReadonlyMap<string, Type>;
}

/** The part of our worker that is not Monaco's. */
interface WorkflowWorker {
  checkWorkflowText(text: string, called: CalledSet | null): Promise<CheckedText>;
}

/** Checks the code and the expressions of a workflow in the editors' TypeScript worker. */
export async function checkWorkflowText(
  text: string,
  called: CalledSet | null,
): Promise<CheckedText> {
  const worker = await typeScriptWorker<WorkflowWorker>();
  return worker.checkWorkflowText(text, called);
}
