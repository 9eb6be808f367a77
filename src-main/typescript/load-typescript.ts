import type { TypeScriptParts } from '@shared/types/typescript/typescript-parts';

let loading: Promise<TypeScriptParts> | undefined;

/**
 * TypeScript as the editors have it: the same version finds the same things in the studio and on
 * the command line, and it brings the declarations of JavaScript along as text. Nine megabytes, so
 * it is loaded only when it is asked for.
 */
export function loadTypeScript(): Promise<TypeScriptParts> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TypeScriptParts> {
  const [services, libraries] = await Promise.all([
    import('monaco-editor/languages/features/typescript/lib/typescriptServices.js'),
    import('monaco-editor/languages/features/typescript/lib/lib.js'),
  ]);
  return { typescript: services.typescript, libraries: libraries.libFileMap };
}
