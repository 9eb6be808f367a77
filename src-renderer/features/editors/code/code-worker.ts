import {
  initialize,
  TypeScriptWorker,
  type WorkerDiagnostic,
} from 'monaco-editor/languages/features/typescript/ts.worker.js';
import { bodyName, textOfBody, unwrapFinding, wrapBody } from './function-body';

/** Monaco's TypeScript worker, with every text checked as the body of an async function. */
class CodeWorker extends TypeScriptWorker {
  override getScriptFileNames(): string[] {
    const names = super.getScriptFileNames();
    return [...names, ...names.filter((name) => !name.endsWith('.d.ts')).map(bodyName)];
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
    return this.unwrap(fileName, await super.getSyntacticDiagnostics(bodyName(fileName)));
  }

  override async getSemanticDiagnostics(fileName: string): Promise<WorkerDiagnostic[]> {
    return this.unwrap(fileName, await super.getSemanticDiagnostics(bodyName(fileName)));
  }

  override async getSuggestionDiagnostics(fileName: string): Promise<WorkerDiagnostic[]> {
    return this.unwrap(fileName, await super.getSuggestionDiagnostics(bodyName(fileName)));
  }

  private unwrap(fileName: string, found: readonly WorkerDiagnostic[]): WorkerDiagnostic[] {
    const { length } = super._getScriptText(fileName) ?? '';
    return found.flatMap((finding) => unwrapFinding(finding, length) ?? []);
  }
}

self.onmessage = () => {
  initialize((context, createData) => new CodeWorker(context, createData));
};
