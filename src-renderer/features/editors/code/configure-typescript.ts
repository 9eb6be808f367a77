import type { MonacoTypeScript } from '../monaco/monaco-types';

// TypeScript's numbers for what is right in the body of an async function but wrong in a module.
const returnOutsideFunction = 1108;
const awaitOutsideModule = 1375;
const awaitNeedsTarget = 1378;
const forAwaitOutsideModule = 1431;
const forAwaitNeedsTarget = 1432;
/** "File is a module" style hints about code that has no exports. */
const convertToModuleHint = 80_001;

/** Sets the checker up for code steps: function bodies that run in Node, without the DOM. */
export function configureTypeScript(typescript: MonacoTypeScript): void {
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setCompilerOptions({
      target: typescript.ScriptTarget.ESNext,
      module: typescript.ModuleKind.ESNext,
      moduleResolution: typescript.ModuleResolutionKind.NodeJs,
      // Every text is a module of its own, so two steps may both declare `result`. 3 = force.
      moduleDetection: 3,
      lib: ['esnext'],
      types: [],
      allowJs: true,
      checkJs: true,
      strict: false,
      noImplicitAny: false,
      strictNullChecks: false,
      allowNonTsExtensions: true,
      noEmit: true,
    });
    defaults.setDiagnosticsOptions({
      diagnosticCodesToIgnore: [
        returnOutsideFunction,
        awaitOutsideModule,
        awaitNeedsTarget,
        forAwaitOutsideModule,
        forAwaitNeedsTarget,
        convertToModuleHint,
      ],
    });
    defaults.setEagerModelSync(true);
    defaults.setModeConfiguration({
      completionItems: true,
      hovers: true,
      diagnostics: true,
      signatureHelp: true,
      documentHighlights: true,
      documentSymbols: true,
      definitions: true,
      references: true,
      rename: true,
      documentRangeFormattingEdits: true,
      onTypeFormattingEdits: true,
      codeActions: true,
      inlayHints: false,
    });
  }
}
