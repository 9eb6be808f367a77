import { codeStepTypes } from '@shared/steps/code/code-types';
import { declareNames } from '@shared/types/typescript/context-file';
import type { Surroundings } from '@shared/types/infer/inference';

/** What the code of a step can reach, as far as it is known before a run. */
export interface CodeContext {
  /** Data by name: `input`, `steps`, `vars`, `args`, and the names of the containers around. */
  readonly names: Surroundings;
  /** Whether Node's own names and modules are at hand. */
  readonly modules: 'none' | 'node';
}

export const emptyCodeContext: CodeContext = { names: new Map(), modules: 'none' };

/** What the names of data are. */
export const codeDocs: Readonly<Record<string, string>> = {
  input: 'The input of the run.',
  steps: 'Outputs of the steps before this one, by step id.',
  vars: "The workflow's variables as they are now. `setVariable` changes one.",
  loop: 'The round of the enclosing loop.',
  error: 'The error that is handled here.',
  args: 'The arguments of this step.',
};

/** Ambient declarations for a code step: its own data, and the names of its sandbox. */
export function ambientTypes({ names, modules }: CodeContext): string {
  return [
    declareNames(names, { for: 'code', docs: codeDocs }, 'declare const'),
    codeStepTypes(modules),
  ].join('\n');
}
