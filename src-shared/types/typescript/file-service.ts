import type ts from 'typescript';
import { sharingLibraries } from './shared-libraries';
import type { TypeScriptParts } from './typescript-parts';
import type { VirtualFile } from './virtual-file';

export interface FileServiceOptions {
  /** Declarations that every file sees. */
  readonly globals: Readonly<Record<string, string>>;
  readonly compiler: ts.CompilerOptions;
}

/** TypeScript's language service over files that exist in memory only. */
export interface FileService {
  readonly service: ts.LanguageService;
  /** From now on there are these files and no others; what did not change is not read again. */
  load(files: readonly VirtualFile[]): void;
}

export function createFileService(
  parts: TypeScriptParts,
  { globals, compiler }: FileServiceOptions,
): FileService {
  const { typescript, libraries } = parts;
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  let version = 0;
  const put = (name: string, text: string): void => {
    if (texts.get(name)?.text === text) return;
    version += 1;
    texts.set(name, { text, version });
  };
  for (const [name, text] of Object.entries(globals)) put(name, text);

  const textOf = (name: string): string | undefined =>
    texts.get(name)?.text ?? libraries[name] ?? libraries[name.replace(/^.*\//, '')];
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => compiler,
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: (name) => String(texts.get(name)?.version ?? 1),
    getScriptSnapshot(name) {
      const text = textOf(name);
      return text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.esnext.d.ts',
    fileExists: (name) => textOf(name) !== undefined,
    readFile: textOf,
    useCaseSensitiveFileNames: () => true,
  };
  return {
    service: typescript.createLanguageService(host, sharingLibraries(parts)),
    load(files) {
      const wanted = new Set(Object.keys(globals));
      for (const { name, text, context } of files) {
        put(name, text);
        put(context.name, context.text);
        wanted.add(name).add(context.name);
      }
      for (const name of texts.keys()) if (!wanted.has(name)) texts.delete(name);
    },
  };
}
