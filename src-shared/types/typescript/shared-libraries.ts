import type ts from 'typescript';
import type { TypeScriptParts } from './typescript-parts';

const registries = new WeakMap<TypeScriptParts['libraries'], ts.DocumentRegistry>();

/**
 * The registry of one language service: files of its own, but the declarations of JavaScript, a megabyte
 * of text that never changes, are read once for all services with the same libraries.
 */
export function sharingLibraries({ typescript, libraries }: TypeScriptParts): ts.DocumentRegistry {
  let shared = registries.get(libraries);
  if (shared === undefined) {
    shared = typescript.createDocumentRegistry();
    registries.set(libraries, shared);
  }
  const common = shared;
  const own = typescript.createDocumentRegistry();
  const of = (name: string): ts.DocumentRegistry =>
    Object.hasOwn(libraries, name.replace(/^.*\//, '')) ? common : own;
  return {
    acquireDocument: (name, ...rest) => of(name).acquireDocument(name, ...rest),
    acquireDocumentWithKey: (name, ...rest) => of(name).acquireDocumentWithKey(name, ...rest),
    updateDocument: (name, ...rest) => of(name).updateDocument(name, ...rest),
    updateDocumentWithKey: (name, ...rest) => of(name).updateDocumentWithKey(name, ...rest),
    getKeyForCompilationSettings: (settings) => own.getKeyForCompilationSettings(settings),
    // TypeScript declares the same name for releasing by path, and with and without the kind of script.
    releaseDocument: (name: string, ...rest: unknown[]) =>
      (of(name).releaseDocument as (name: string, ...rest: unknown[]) => void)(name, ...rest),
    releaseDocumentWithKey: (path: ts.Path, ...rest: unknown[]) =>
      (of(path).releaseDocumentWithKey as (path: ts.Path, ...rest: unknown[]) => void)(
        path,
        ...rest,
      ),
    reportStats: () => own.reportStats(),
  };
}
