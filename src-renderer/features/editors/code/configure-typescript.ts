import type { MonacoTypeScript } from '../monaco/monaco-types';

/** "File is a module" style hints about code that has no exports. */
const convertToModuleHint = 80_001;

/** Sets the checker up for code steps: function bodies that run in Node, without the DOM. */
export function configureTypeScript(typescript: MonacoTypeScript): void {
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    // A text without a file name is JavaScript where JavaScript is allowed at all.
    const allowJs = defaults === typescript.javascriptDefaults;
    defaults.setCompilerOptions({
      target: typescript.ScriptTarget.ESNext,
      module: typescript.ModuleKind.ESNext,
      moduleResolution: typescript.ModuleResolutionKind.NodeJs,
      // Every text is a module of its own, so two steps may both declare `result`. 3 = force.
      moduleDetection: 3,
      lib: ['esnext'],
      types: [],
      allowJs,
      checkJs: allowJs,
      strict: false,
      noImplicitAny: false,
      strictNullChecks: false,
      allowNonTsExtensions: true,
      noEmit: true,
    });
    defaults.setDiagnosticsOptions({
      diagnosticCodesToIgnore: [convertToModuleHint],
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
