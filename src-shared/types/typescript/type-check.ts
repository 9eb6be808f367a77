import type ts from 'typescript';
import type { Type } from '../type';
import { returnTypeOf } from './from-typescript';
import type { TypeScriptFinding, VirtualFile } from './virtual-file';

/** TypeScript itself and the declarations of JavaScript, by file name. */
export interface TypeScriptParts {
  readonly typescript: typeof ts;
  readonly libraries: Readonly<Record<string, string>>;
}

export interface TypeCheckOptions {
  /** Declarations that every file sees. */
  readonly globals: Readonly<Record<string, string>>;
  readonly compiler: ts.CompilerOptions;
  /** Codes of findings that count; all when absent. */
  readonly only?: ReadonlySet<number>;
  readonly never?: ReadonlySet<number>;
}

/** One TypeScript over files that come and go: what did not change is not looked at again. */
export interface TypeCheck {
  /** All findings of the files; files of an earlier call that are not among them are forgotten. */
  check(files: readonly VirtualFile[]): readonly TypeScriptFinding[];
  /** What the functions of the files return, by step. */
  returns(files: readonly VirtualFile[]): ReadonlyMap<string, Type>;
}

export function createTypeCheck(parts: TypeScriptParts, options: TypeCheckOptions): TypeCheck {
  const { typescript, libraries } = parts;
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  let version = 0;
  const put = (name: string, text: string): void => {
    if (texts.get(name)?.text === text) return;
    version += 1;
    texts.set(name, { text, version });
  };
  for (const [name, text] of Object.entries(options.globals)) put(name, text);

  const textOf = (name: string): string | undefined =>
    texts.get(name)?.text ?? libraries[name] ?? libraries[name.replace(/^.*\//, '')];
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options.compiler,
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
  const service = typescript.createLanguageService(host);

  function load(files: readonly VirtualFile[]): void {
    const wanted = new Set(Object.keys(options.globals));
    for (const { name, text, context } of files) {
      put(name, text);
      put(context.name, context.text);
      wanted.add(name).add(context.name);
    }
    for (const name of texts.keys()) if (!wanted.has(name)) texts.delete(name);
  }

  function counts(code: number): boolean {
    return (options.only?.has(code) ?? true) && options.never?.has(code) !== true;
  }

  return {
    check(files) {
      load(files);
      return files.flatMap((file) =>
        [
          ...service.getSyntacticDiagnostics(file.name),
          ...service.getSemanticDiagnostics(file.name),
        ].flatMap((found) => {
          const finding = counts(found.code) ? placed(typescript, file, found) : null;
          return finding === null ? [] : [finding];
        }),
      );
    },
    returns(files) {
      load(files);
      const program = service.getProgram();
      const found = new Map<string, Type>();
      if (program === undefined) return found;
      const checker = program.getTypeChecker();
      for (const file of files) {
        const source = program.getSourceFile(file.name);
        const type = source && returnTypeOf(typescript, checker, source);
        if (type !== undefined) found.set(file.origin.step, type);
      }
      return found;
    },
  };
}

/** A finding where its piece stands in the workflow; null for what is not part of the piece. */
function placed(
  typescript: typeof ts,
  file: VirtualFile,
  { start, length, code, messageText }: ts.Diagnostic,
): TypeScriptFinding | null {
  if (start === undefined || start < file.from || start > file.to) return null;
  const { kind, step, path, offset } = file.origin;
  const from = start - file.from;
  const to = Math.min(from + (length ?? 1), file.to - file.from);
  const message = typescript.flattenDiagnosticMessageText(messageText, '\n');
  return { kind, step, path, from: from + offset, to: Math.max(to, from) + offset, code, message };
}
