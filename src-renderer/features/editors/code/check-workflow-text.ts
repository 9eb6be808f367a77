import type { Type } from '@shared/types/type';
import type { TypeScriptFinding } from '@shared/types/typescript/virtual-file';
import type { CalledSet } from '@shared/workflow/calls/called-set';
import { loadMonaco } from '../monaco/load-monaco';
import type { MonacoTypeScript } from '../monaco/monaco-types';

export interface CheckedText {
  readonly findings: readonly TypeScriptFinding[];
  readonly code: ReadonlyMap<string, Type>;
}

/** The part of our worker that is not Monaco's. */
interface WorkflowWorker {
  checkWorkflowText(text: string, called: CalledSet | null): Promise<CheckedText>;
}

type GetWorker = Awaited<ReturnType<MonacoTypeScript['getTypeScriptWorker']>>;

/** Checks the code and the expressions of a workflow in the editors' TypeScript worker. */
export async function checkWorkflowText(
  text: string,
  called: CalledSet | null,
): Promise<CheckedText> {
  const worker = await typeScriptWorker();
  const client = (await worker()) as unknown as WorkflowWorker;
  return client.checkWorkflowText(text, called);
}

const mostTries = 100;
const pause = 50;

/**
 * Monaco sets its TypeScript up when the first text of that language appears, and says no until
 * then: an empty one is shown to it for as long as that takes.
 */
async function typeScriptWorker(): Promise<GetWorker> {
  const { monaco, typescript } = await loadMonaco();
  const first = monaco.editor.createModel('', 'typescript');
  try {
    for (let at = 0; ; at += 1) {
      try {
        return await typescript.getTypeScriptWorker();
      } catch (error) {
        if (at >= mostTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  } finally {
    first.dispose();
  }
}
