import { dirname, isAbsolute, resolve, win32 } from 'node:path';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { StepKinds, ValidateOptions } from '@shared/workflow/validate/validation';
import { readWorkflowFile } from './workflow-file';

/** A file that calls more files than this is not looked through to the end. */
const mostFiles = 200;

/**
 * Reads the files that a workflow file calls, directly and through others, so that the validator
 * can look them up. Names of the library are left alone: here only files are known.
 */
export async function calledFiles(
  file: string,
  text: string,
  kinds: StepKinds,
): Promise<ValidateOptions> {
  const self = resolve(file);
  const found = new Map<string, Workflow | null>([[self, parseWorkflow(text).workflow]]);
  const open = [self];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const path of callsOf(found.get(at) ?? null, dirname(at), kinds)) {
      if (found.has(path) || found.size >= mostFiles) continue;
      found.set(path, await readCalled(path));
      open.push(path);
    }
  }
  return {
    self,
    resolveWorkflow(reference, from) {
      const path = pathOf(reference, dirname(from ?? self));
      const workflow = path === null ? undefined : found.get(path);
      if (path === null || workflow === undefined) return undefined;
      return workflow === null ? { type: 'missing' } : { type: 'found', key: path, workflow };
    },
  };
}

function callsOf(workflow: Workflow | null, folder: string, kinds: StepKinds): readonly string[] {
  if (workflow === null) return [];
  return [...allScopes(workflow).values()].flatMap(({ step }) => {
    const calls = kinds.find(step.kind)?.calls;
    const reference = calls === undefined ? undefined : step.config[calls.workflow];
    const path = typeof reference === 'string' ? pathOf(reference, folder) : null;
    return path === null ? [] : [path];
  });
}

async function readCalled(path: string): Promise<Workflow | null> {
  try {
    return parseWorkflow(await readWorkflowFile(path)).workflow;
  } catch {
    // Gone, no file, or no text: for whoever calls it there is no workflow.
    return null;
  }
}

/** Null for a name, a binding, and what no call may lead to. */
function pathOf(reference: string, folder: string): string | null {
  const path = reference.trim();
  const written = /[/\\]/.test(path) || /\.ya?ml$/i.test(path);
  if (!written || path.includes('{{') || path.includes('\0')) return null;
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]+:|^~/i.test(path)) return null;
  return resolve(folder, path.replaceAll('\\', '/'));
}
