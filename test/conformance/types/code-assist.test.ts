import { beforeAll, describe, expect, it } from 'vitest';
import { findStepDefinition } from '../../../src-shared/steps';
import {
  type CodeAssist,
  createCodeAssist,
} from '../../../src-shared/types/typescript/code-assist';
import { codeFile } from '../../../src-shared/types/typescript/code-file';
import { findStep } from '../../../src-shared/workflow/graph/scopes';
import { parseWorkflow } from '../../../src-shared/workflow/parse-workflow';
import { typesOfWorkflow } from '../../../src-shared/workflow/typing/workflow-types';
import { loadTypeScript } from '../../../src-main/typescript/load-typescript';

const text = `stepwell: 1
name: Assist
steps:
  start: { kind: manual-start }
  make: { kind: transform, with: { value: { sum: 3, name: x } } }
  calc: { kind: code, with: { language: typescript, code: "" } }
edges: [start -> make, make -> calc]
`;

/** What is asked about code with the caret at the `^` in it. */
function at(marked: string) {
  const caret = marked.indexOf('^');
  const code = marked.slice(0, caret) + marked.slice(caret + 1);
  const { workflow } = parseWorkflow(text);
  const step = workflow && findStep(workflow, 'calc');
  if (!workflow || !step) throw new Error('The workflow has the step');
  const types = typesOfWorkflow(workflow, { find: findStepDefinition });
  const now = { ...step, config: { ...step.config, code } };
  const file = codeFile(types, now, 'code', { everyStep: true });
  if (!file) throw new Error('The step has code');
  return { code, place: { file, modules: 'none' as const, at: caret } };
}

describe('what an editor asks about the code of a step', () => {
  let assist: CodeAssist;

  beforeAll(async () => {
    assist = createCodeAssist(await loadTypeScript());
  }, 60_000);

  it('completes with the exact types of what flows in, named in the code or not', () => {
    const names = (marked: string) => assist.complete(at(marked).place).map(({ name }) => name);
    expect(names('return steps.^')).toEqual(['make', 'start']);
    expect(names('const all = 1;\nreturn steps.make.^')).toEqual(['name', 'sum']);
    expect(names('const total = 1;\nto^')).toEqual(expect.arrayContaining(['total', 'log']));
    expect(names('^')).not.toContain('step');
    expect(assist.details(at('return steps.make.^').place, 'sum')?.signature).toBe(
      '(property) sum: number',
    );
  });

  it('says what a name is, how a function is called, and where a name is declared', () => {
    const { place, code } = at('const doubled = steps.make.sum * 2;\nreturn dou^bled;');
    expect(assist.hover(place)?.signature).toBe('const doubled: number');
    const declared = assist.definition(place);
    expect(code.slice(declared?.from, declared?.to)).toBe('doubled');
    expect(declared?.from).toBe(6);
    const call = assist.signatures(at('setVariable("a", ^').place);
    expect(call).toMatchObject({ active: 0, argument: 1 });
    expect(call?.signatures[0]?.label).toBe('setVariable(name: string, value: any): void');
    // What brings the data into the file is not the reader's.
    expect(assist.hover(at('ste^ps').place)?.signature).not.toContain('import');
    expect(assist.definition(at('ste^ps').place)).toBeNull();
  });
});
