import type ts from 'typescript';
import { completeExpression } from '../../src-shared/expressions/assist/complete';
import { findStepDefinition } from '../../src-shared/steps/index';
import { codeStepTypes } from '../../src-shared/steps/code/code-types';
import { codeNames } from '../../src-shared/types/typescript/code-file';
import { codeCompilerOptions } from '../../src-shared/types/typescript/check-workflow-types';
import { declareNames } from '../../src-shared/types/typescript/context-file';
import { findStep } from '../../src-shared/workflow/graph/scopes';
import { parseWorkflow } from '../../src-shared/workflow/parse-workflow';
import { typesOfWorkflow } from '../../src-shared/workflow/typing/workflow-types';
import { loadTypeScript } from '../../src-main/typescript/load-typescript';
import { inTurns, type AreaResult } from './measure';

/** Completion has to come within this, in milliseconds, on a workflow of 200 steps. */
const budget = 150;

/** A chain in which every step uses the one before, with code at the end. */
function textOf(steps: number, edit: number): string {
  const lines = Array.from({ length: steps }, (_, at) => {
    const before = at === 0 ? 'input.orders' : `steps.s${at - 1}.rows`;
    return `  s${at}: { kind: transform, with: { value: { rows: "{{ ${before}.filter(row => row.total > ${at}) }}", count${at}: "{{ ${before}.length }}", note: "n${edit}" } } }`;
  });
  const edges = Array.from(
    { length: steps },
    (_, at) => `  - ${at === 0 ? 'start' : `s${at - 1}`} -> s${at}`,
  );
  return [
    'stepwell: 1',
    'name: Long',
    'input: { type: object, required: [orders], properties: { orders: { type: array, items: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: number } } } } } }',
    'steps:',
    '  start: { kind: manual-start }',
    ...lines,
    `  last: { kind: code, with: { language: typescript, code: "return 1;" } }`,
    'edges:',
    ...edges,
    `  - s${steps - 1} -> last`,
    '',
  ].join('\n');
}

function workflowOf(text: string) {
  const { workflow } = parseWorkflow(text);
  if (workflow === null) throw new Error('The workflow of the benchmark cannot be read.');
  return workflow;
}

let edits = 0;

/** After a keystroke: a new model, its types, and what the list shows. */
function completeInExpression(steps: number): number {
  const workflow = workflowOf(textOf(steps, (edits += 1)));
  const began = performance.now();
  const types = typesOfWorkflow(workflow, { find: findStepDefinition });
  const roots = Object.fromEntries(
    [...types.rootsAt('last')].map(([name, type]) => [name, { type }]),
  );
  const text = `{{ steps.s${steps - 1}.rows[0]. }}`;
  const found = completeExpression(text, text.length - 3, { roots });
  const took = performance.now() - began;
  if (!found.some(({ label }) => label === 'total')) throw new Error('Completion found nothing.');
  return took;
}

function parseOnly(steps: number): number {
  const text = textOf(steps, (edits += 1));
  const began = performance.now();
  workflowOf(text);
  return performance.now() - began;
}

/** TypeScript with the declarations of a workflow of so many steps, as the editor has them. */
async function codeService(steps: number): Promise<() => number> {
  const { typescript, libraries } = await loadTypeScript();
  const workflow = workflowOf(textOf(Math.max(1, steps), 0));
  const step = findStep(workflow, 'last');
  const types = typesOfWorkflow(workflow, { find: findStepDefinition });
  const names = steps === 0 || step === undefined ? new Map() : codeNames(types, step);
  const known = steps === 0 ? 'declare const steps: { s0: { rows: { total: number }[] } };' : '';
  const ambient = `${declareNames(names, { for: 'code' }, 'declare const')}\n${known}\n${codeStepTypes('none')}`;
  const body = `return steps.s${Math.max(1, steps) - 1}.rows[0].`;
  let version = 0;
  const texts = (): Readonly<Record<string, string>> => ({
    'file:///ambient.d.ts': ambient,
    'file:///step.ts': `export {}; async function step() { const n = ${version}; ${body}\n}`,
  });
  const textAt = (name: string): string | undefined =>
    texts()[name] ?? libraries[name] ?? libraries[name.replace(/^.*\//, '')];
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => codeCompilerOptions(typescript),
    getScriptFileNames: () => Object.keys(texts()),
    getScriptVersion: (name) => (name.endsWith('step.ts') ? String(version) : '1'),
    getScriptSnapshot(name) {
      const text = textAt(name);
      return text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.esnext.d.ts',
    fileExists: (name) => textAt(name) !== undefined,
    readFile: textAt,
  };
  const service = typescript.createLanguageService(host);
  return () => {
    version += 1;
    const file = texts()['file:///step.ts'] ?? '';
    const began = performance.now();
    const found = service.getCompletionsAtPosition(
      'file:///step.ts',
      file.indexOf(body) + body.length,
      undefined,
    );
    const took = performance.now() - began;
    if (!found?.entries.some(({ name }) => name === 'total')) {
      throw new Error('Completion in code found nothing.');
    }
    return took;
  };
}

/** Completion after a keystroke in a workflow of 200 steps, in expressions and in code. */
export async function typesArea(): Promise<AreaResult> {
  const inCode = await codeService(200);
  const inEmpty = await codeService(0);
  const expression = await inTurns(
    9,
    () => completeInExpression(200),
    () => parseOnly(200),
  );
  const code = await inTurns(9, inCode, inEmpty);
  return {
    growth: [
      {
        area: `completion in an expression, by steps (within ${budget} ms at 200)`,
        unit: 'ms',
        points: [10, 50, 200, 1000].map((steps) => {
          completeInExpression(steps);
          return { at: String(steps), value: completeInExpression(steps) };
        }),
      },
    ],
    rows: [
      {
        area: 'completion in {{ }}, 200 steps, after an edit',
        ...expression,
        unit: 'ms',
        against: 'reading the same workflow',
        must: '<= 2',
        stretch: '<= 0.5',
      },
      {
        area: 'completion in code, 200 steps, after an edit',
        ...code,
        unit: 'ms',
        against: 'the same code without a workflow',
        must: '<= 3',
        stretch: '<= 1.5',
      },
    ],
  };
}
