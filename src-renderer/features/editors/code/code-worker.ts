import {
  initialize,
  libFileMap,
  ts,
  TypeScriptWorker,
  type WorkerDiagnostic,
} from 'monaco-editor/languages/features/typescript/ts.worker.js';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import {
  createWorkflowChecker,
  type WorkflowCheck,
  type WorkflowChecker,
} from '@shared/types/typescript/check-workflow-types';
import { type CodeAssist, createCodeAssist } from '@shared/types/typescript/code-assist';
import { type CalledSet, createCalledReader } from '@shared/workflow/calls/called-set';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { ValidateOptions } from '@shared/workflow/validate/validation';
import { evidenceOf } from '@shared/workflow/validate/type-evidence';
import { bodyName, textOfBody, unwrapFinding, wrapBody } from './function-body';

/** Monaco's TypeScript worker, with every text checked as the body of an async function. */
class CodeWorker extends TypeScriptWorker {
  override getScriptFileNames(): string[] {
    const names = super.getScriptFileNames();
    return [...names, ...names.filter((name) => !isDeclaration(name)).map(bodyName)];
  }

  override getScriptVersion(fileName: string): string {
    return super.getScriptVersion(textOfBody(fileName) ?? fileName);
  }

  override _getScriptText(fileName: string): string | undefined {
    const name = textOfBody(fileName);
    if (name === null) return super._getScriptText(fileName);
    const text = super._getScriptText(name);
    return text === undefined ? undefined : wrapBody(text);
  }

  override async getSyntacticDiagnostics(fileName: string): Promise<WorkerDiagnostic[]> {
    // Monaco opens a declaration of JavaScript itself where a finding points there: it has no body.
    if (isDeclaration(fileName)) return [];
    return this.unwrap(fileName, await super.getSyntacticDiagnostics(bodyName(fileName)));
  }

  override async getSemanticDiagnostics(fileName: string): Promise<WorkerDiagnostic[]> {
    if (isDeclaration(fileName)) return [];
    return this.unwrap(fileName, await super.getSemanticDiagnostics(bodyName(fileName)));
  }

  override async getSuggestionDiagnostics(fileName: string): Promise<WorkerDiagnostic[]> {
    if (isDeclaration(fileName)) return [];
    return this.unwrap(fileName, await super.getSuggestionDiagnostics(bodyName(fileName)));
  }

  private checker: WorkflowChecker | undefined;
  private readonly calledReader = createCalledReader({
    all: allStepDefinitions,
    find: findStepDefinition,
  });

  /** The types of a whole workflow: what its code returns, and what is wrong. */
  async checkWorkflowText(text: string, called: CalledSet | null): Promise<WorkflowCheck> {
    const { workflow } = parseWorkflow(text);
    if (workflow === null) return { findings: [], code: new Map() };
    this.checker ??= createWorkflowChecker({ typescript: ts.typescript, libraries: libFileMap });
    const calls: Pick<ValidateOptions, 'resolveWorkflow' | 'self'> =
      called === null ? {} : this.calledReader.read(called);
    return this.checker.check(workflow, {
      find: findStepDefinition,
      evidence: evidenceOf(calls),
      self: calls.self ?? null,
    });
  }

  private assist: CodeAssist | undefined;

  /** One of the questions about code that stands anywhere. */
  async assistCode(question: keyof CodeAssist, given: readonly unknown[]): Promise<unknown> {
    this.assist ??= createCodeAssist({ typescript: ts.typescript, libraries: libFileMap });
    const answer = this.assist[question] as (...all: readonly unknown[]) => unknown;
    return answer(...given);
  }

  private unwrap(fileName: string, found: readonly WorkerDiagnostic[]): WorkerDiagnostic[] {
    const { length } = super._getScriptText(fileName) ?? '';
    return found.flatMap((finding) => unwrapFinding(finding, length) ?? []);
  }
}

function isDeclaration(fileName: string): boolean {
  return fileName.endsWith('.d.ts');
}

self.onmessage = () => {
  initialize((context, createData) => new CodeWorker(context, createData));
};
