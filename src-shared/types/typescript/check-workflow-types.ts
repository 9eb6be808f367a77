import type ts from 'typescript';
import { codeStepTypes } from '../../steps/code/code-types';
import type { StepDefinition } from '../../steps/define-step';
import { allScopes } from '../../workflow/graph/scopes';
import type { StepId, Workflow } from '../../workflow/model';
import type { TypeEvidence } from '../../workflow/typing/evidence';
import { typesOfWorkflow } from '../../workflow/typing/workflow-types';
import type { Type } from '../type';
import { codeFile } from './code-file';
import { expressionFiles } from './expression-files';
import { expressionLibrary, groupDeclarations } from './expression-library';
import { createTypeCheck, type TypeCheck } from './type-check';
import type { TypeScriptParts } from './typescript-parts';
import type { TypeScriptFinding, VirtualFile } from './virtual-file';

export interface WorkflowCheckOptions {
  readonly find: (kind: string) => StepDefinition | undefined;
  readonly evidence?: TypeEvidence;
  readonly self?: string | null;
}

export interface WorkflowCheck {
  readonly findings: readonly TypeScriptFinding[];
  /** What the code of steps returns. */
  readonly code: ReadonlyMap<StepId, Type>;
}

/** Checks workflows one after the other; what stays the same is not looked at again. */
export interface WorkflowChecker {
  check(workflow: Workflow, options: WorkflowCheckOptions): WorkflowCheck;
}

/** Types follow from code to code; so many steps of code in a row are followed. */
const mostRounds = 8;

/** Modules of Node and packages are there or not when the step runs. */
const unresolved = [2307, 2304, 7016, 80001, 80002, 80004, 80006, 80007, 80008, 80009, 80010];

/**
 * Of expressions only what the language itself takes to be wrong: it converts where TypeScript is
 * strict, and one alternative of a union is enough. Operators, comparisons, keys and methods are left
 * to the check of our own.
 */
const expressionCodes = new Set([
  2345, // an argument of another type
  2554, // too few or too many arguments
  2555,
  2769, // no way of calling fits
]);

export function createWorkflowChecker(parts: TypeScriptParts): WorkflowChecker {
  const { typescript } = parts;
  let code: TypeCheck | undefined;
  let expressions: TypeCheck | undefined;
  return {
    check(workflow, options) {
      code ??= createTypeCheck(parts, {
        globals: { 'file:///globals.d.ts': codeStepTypes('node') },
        compiler: codeCompilerOptions(typescript),
        never: new Set(unresolved),
      });
      expressions ??= createTypeCheck(parts, {
        globals: { 'file:///globals.d.ts': `${expressionLibrary}\n${groupDeclarations()}` },
        compiler: { ...codeCompilerOptions(typescript), noLib: true },
        only: expressionCodes,
      });
      const returned = returnsOf(code, workflow, options);
      const types = typesOfWorkflow(workflow, {
        ...options,
        sure: true,
        evidence: { ...options.evidence, code: returned },
      });
      const scopes = [...allScopes(workflow).values()];
      const codeFiles = scopes.flatMap(({ step }) => fileOf(types, step, options) ?? []);
      const bindings = scopes.flatMap(({ step }) => {
        const definition = options.find(step.kind);
        return definition === undefined ? [] : expressionFiles(types, step, definition);
      });
      return {
        findings: [...code.check(codeFiles), ...expressions.check(bindings)],
        code: returned,
      };
    },
  };
}

/** Round after round, until nothing is learnt any more. */
function returnsOf(
  check: TypeCheck,
  workflow: Workflow,
  options: WorkflowCheckOptions,
): ReadonlyMap<StepId, Type> {
  let returned: ReadonlyMap<StepId, Type> = new Map();
  let before = '';
  for (let round = 0; round < mostRounds; round += 1) {
    const types = typesOfWorkflow(workflow, {
      ...options,
      sure: true,
      evidence: { ...options.evidence, code: returned },
    });
    const files = [...allScopes(workflow).values()].flatMap(
      ({ step }) => fileOf(types, step, options) ?? [],
    );
    if (files.length === 0) return returned;
    const now = files.map((file) => file.text + file.context.text).join('\0');
    if (now === before) break;
    before = now;
    returned = check.returns(files);
  }
  return returned;
}

function fileOf(
  types: ReturnType<typeof typesOfWorkflow>,
  step: Parameters<typeof codeFile>[1],
  options: WorkflowCheckOptions,
): VirtualFile | null {
  const setting = options.find(step.kind)?.types?.code;
  return setting === undefined ? null : codeFile(types, step, setting);
}

/** Code is checked as it runs: function bodies with today's JavaScript, without the DOM. */
export function codeCompilerOptions(typescript: typeof ts): ts.CompilerOptions {
  return {
    target: typescript.ScriptTarget.ESNext,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: typescript.ModuleResolutionKind.Node10,
    lib: ['lib.esnext.d.ts'],
    types: [],
    allowJs: true,
    checkJs: true,
    strict: false,
    noImplicitAny: false,
    strictNullChecks: false,
    useUnknownInCatchVariables: false,
    allowNonTsExtensions: true,
    noEmit: true,
  };
}
