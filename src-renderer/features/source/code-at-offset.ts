import { findStepDefinition } from '@shared/steps';
import type { CodePlace } from '@shared/types/typescript/code-assist';
import { codeFile } from '@shared/types/typescript/code-file';
import { findStep } from '@shared/workflow/graph/scopes';
import { codeKeyOf } from '@shared/workflow/step-code';
import { documentStore } from '../document';
import { codeDocs } from '../editors';
import { typesOf } from '../types';
import { blockAt, type WrittenBlock } from './code-block';
import { stepPath } from './source-completions';

/** The code of a step that is written at an offset, and the caret in it. */
export interface SourceCode {
  readonly block: WrittenBlock;
  readonly place: CodePlace;
}

/** Null where the source has no code, or of a step that is not known yet. */
export function codeAtOffset(text: string, offset: number): SourceCode | null {
  const { workflow } = documentStore.getState();
  const block = blockAt(text, offset);
  const path = block && stepPath(block.path);
  const step = path && workflow ? findStep(workflow, path.step) : undefined;
  if (!block || !step || path?.rest[0] !== 'with' || path.rest.length !== 2) return null;
  const key = codeKeyOf(step.kind, findStepDefinition);
  if (workflow === null || key === undefined || path.rest[1] !== key) return null;
  // What is typed is ahead of what was read.
  const now = { ...step, config: { ...step.config, [key]: block.text } };
  const file = codeFile(typesOf(workflow), now, key, { everyStep: true, docs: codeDocs });
  if (file === null) return null;
  const modules = step.config['modules'] === 'node' ? 'node' : 'none';
  return { block, place: { file, modules, at: block.inText(offset) } };
}
