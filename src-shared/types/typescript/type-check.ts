import type ts from 'typescript';
import type { Type } from '../type';
import { returnTypeOf } from './from-typescript';
import { createFileService, type FileServiceOptions } from './file-service';
import type { TypeScriptParts } from './typescript-parts';
import type { TypeScriptFinding, VirtualFile } from './virtual-file';

export interface TypeCheckOptions extends FileServiceOptions {
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
  const { typescript } = parts;
  const { service, load } = createFileService(parts, options);

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
