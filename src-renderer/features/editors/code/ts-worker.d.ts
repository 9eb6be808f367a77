// The part of Monaco's TypeScript worker that the worker for code steps builds on. Monaco ships it
// without types.
declare module 'monaco-editor/languages/features/typescript/ts.worker.js' {
  export interface WorkerDiagnostic {
    readonly start?: number | undefined;
    readonly length?: number | undefined;
    readonly code: number;
    readonly file?: { readonly fileName: string } | undefined;
    readonly relatedInformation?: readonly WorkerDiagnostic[] | undefined;
  }

  export class TypeScriptWorker {
    constructor(context: unknown, createData: unknown);
    getScriptFileNames(): string[];
    getScriptVersion(fileName: string): string;
    _getScriptText(fileName: string): string | undefined;
    getSyntacticDiagnostics(fileName: string): Promise<WorkerDiagnostic[]>;
    getSemanticDiagnostics(fileName: string): Promise<WorkerDiagnostic[]>;
    getSuggestionDiagnostics(fileName: string): Promise<WorkerDiagnostic[]>;
  }

  import type typescript from 'typescript';

  export const ts: { readonly typescript: typeof typescript };
  export const libFileMap: Readonly<Record<string, string>>;

  export function initialize(
    create: (context: unknown, createData: unknown) => TypeScriptWorker,
  ): void;
}
