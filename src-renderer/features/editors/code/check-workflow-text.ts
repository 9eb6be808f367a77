import type { Type } from '@shared/types/type';
import type { TypeScriptFinding } from '@shared/types/typescript/virtual-file';
import { loadMonaco } from '../monaco/load-monaco';

export interface CheckedText {
  readonly findings: readonly TypeScriptFinding[];
  readonly code: ReadonlyMap<string, Type>;
}

/** The part of our worker that is not Monaco's. */
interface WorkflowWorker {
  checkWorkflowText(text: string): Promise<CheckedText>;
}

/** Checks the code and the expressions of a workflow in the editors' TypeScript worker. */
export async function checkWorkflowText(text: string): Promise<CheckedText> {
  const { typescript } = await loadMonaco();
  const worker = await typescript.getTypeScriptWorker();
  const client = (await worker()) as unknown as WorkflowWorker;
  return client.checkWorkflowText(text);
}
