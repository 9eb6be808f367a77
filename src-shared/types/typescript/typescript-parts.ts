import type ts from 'typescript';

/** TypeScript itself and the declarations of JavaScript, by file name. */
export interface TypeScriptParts {
  readonly typescript: typeof ts;
  readonly libraries: Readonly<Record<string, string>>;
}
