import { findStepDefinition } from '@shared/steps';
import type { CodePlace } from '@shared/types/typescript/code-assist';
import { codeSurroundings, fileInSurroundings } from '@shared/types/typescript/code-file';
import { findStep } from '@shared/workflow/graph/scopes';
import { codeKeyOf } from '@shared/workflow/step-code';
import { documentStore } from '../document';
import { codeDocs } from '../editors';
import { typeEvidence, typesOf } from '../types';
import { blockAt, type WrittenBlock } from './code-block';
import { KeptSurroundings } from './kept-surroundings';
import { stepPath } from './source-completions';

const keptSurroundings = new KeptSurroundings();

/** The code of a step that is written at an offset, and the caret in it. */
export interface SourceCode {
  readonly block: WrittenBlock;
  readonly place: CodePlace;
}

/** Null where the source has no code, or of a step that is not known yet. */
export function codeAtOffset(text: string, offset: number): SourceCode | null {
  const { workflow, parsed } = documentStore.getState();
  const block = blockAt(text, offset);
  const path = block && stepPath(block.path);
  const step = path && workflow ? findStep(workflow, path.step) : undefined;
  if (!block || !step || path?.rest[0] !== 'with' || path.rest.length !== 2) return null;
  const key = codeKeyOf(step.kind, findStepDefinition);
  if (workflow === null || key === undefined || path.rest[1] !== key) return null;
  const declare = () => codeSurroundings(typesOf(workflow), step, { docs: codeDocs });
  // What was read may be behind what is typed: what follows from it holds for this key only.
  const around =
    parsed?.text === text
      ? keptSurroundings.get({ source: text, block, evidence: typeEvidence() }, declare)
      : declare();
  const file = fileInSurroundings(around, step, key, block.text);
  const modules = step.config['modules'] === 'node' ? 'node' : 'none';
  return { block, place: { file, modules, at: block.inText(offset) } };
}
