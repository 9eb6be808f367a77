// TypeScript in the form in which Monaco ships it: one module without Node, and its libraries as text.
declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices.js' {
  import type ts from 'typescript';

  export const typescript: typeof ts;
}

declare module 'monaco-editor/languages/features/typescript/lib/lib.js' {
  export const libFileMap: Readonly<Record<string, string>>;
}
