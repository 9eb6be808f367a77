import type ts from 'typescript';
import { codeStepTypes } from '../../steps/code/code-types';
import { codeCompilerOptions } from './check-workflow-types';
import { createFileService, type FileService } from './file-service';
import type { TypeScriptParts } from './typescript-parts';
import type { VirtualFile } from './virtual-file';

// What an editor asks about the code of a step, wherever the code stands: in offsets of the code.

/** Code with what it sees, and where the caret is in it. */
export interface CodePlace {
  readonly file: VirtualFile;
  readonly modules: 'none' | 'node';
  readonly at: number;
}

export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

export interface CodeCompletion {
  readonly name: string;
  /** TypeScript's word for what it is: `method`, `const`, `keyword` … */
  readonly kind: string;
  readonly sort: string;
  readonly insert: string;
  /** What it takes the place of; the word at the caret when absent. */
  readonly range?: CodeRange;
}

export interface CodeDetails {
  readonly signature: string;
  readonly documentation: string;
}

export interface CodeHover extends CodeDetails {
  readonly range: CodeRange;
}

export interface CodeSignatures {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation: string;
    readonly parameters: readonly { readonly label: string; readonly documentation: string }[];
  }[];
  readonly active: number;
  readonly argument: number;
}

export interface CodeAssist {
  complete(place: CodePlace): readonly CodeCompletion[];
  details(place: CodePlace, name: string): CodeDetails | null;
  hover(place: CodePlace): CodeHover | null;
  signatures(place: CodePlace): CodeSignatures | null;
  /** Where the name at the place is declared in the same code. */
  definition(place: CodePlace): CodeRange | null;
}

export function createCodeAssist(parts: TypeScriptParts): CodeAssist {
  const { typescript } = parts;
  const services = new Map<CodePlace['modules'], FileService>();

  function open({ file, modules, at }: CodePlace): { service: ts.LanguageService; at: number } {
    let found = services.get(modules);
    if (found === undefined) {
      found = createFileService(parts, {
        globals: { 'file:///globals.d.ts': codeStepTypes(modules) },
        compiler: codeCompilerOptions(typescript),
      });
      services.set(modules, found);
    }
    found.load([file]);
    return { service: found.service, at: file.from + at };
  }

  const textOf = (shown: readonly ts.SymbolDisplayPart[] | undefined): string =>
    typescript.displayPartsToString([...(shown ?? [])]);

  return {
    complete(place) {
      const { service, at } = open(place);
      const found = service.getCompletionsAtPosition(place.file.name, at, {
        includeCompletionsWithInsertText: true,
        includeCompletionsForModuleExports: false,
      });
      return (found?.entries ?? []).flatMap((entry) => {
        const own = entry.name === 'step' && entry.kind === 'function';
        if (entry.kind === 'warning' || own) return [];
        const span = entry.replacementSpan ?? found?.optionalReplacementSpan;
        const range = span && inCode(place.file, span);
        return [
          {
            name: entry.name,
            kind: entry.kind,
            sort: entry.sortText,
            insert: entry.insertText ?? entry.name,
            ...(range && { range }),
          },
        ];
      });
    },
    details(place, name) {
      const { service, at } = open(place);
      const found = service.getCompletionEntryDetails(
        place.file.name,
        at,
        name,
        undefined,
        undefined,
        undefined,
        undefined,
      );
      return found
        ? {
            signature: plainSignature(textOf(found.displayParts)),
            documentation: textOf(found.documentation),
          }
        : null;
    },
    hover(place) {
      const { service, at } = open(place);
      const found = service.getQuickInfoAtPosition(place.file.name, at);
      const range = found && inCode(place.file, found.textSpan);
      return range
        ? {
            range,
            signature: plainSignature(textOf(found.displayParts)),
            documentation: textOf(found.documentation),
          }
        : null;
    },
    signatures(place) {
      const { service, at } = open(place);
      const found = service.getSignatureHelpItems(place.file.name, at, undefined);
      if (!found) return null;
      return {
        active: found.selectedItemIndex,
        argument: found.argumentIndex,
        signatures: found.items.map((item) => {
          const parameters = item.parameters.map((parameter) => ({
            label: textOf(parameter.displayParts),
            documentation: textOf(parameter.documentation),
          }));
          const inner = parameters
            .map(({ label }) => label)
            .join(textOf(item.separatorDisplayParts));
          return {
            label: textOf(item.prefixDisplayParts) + inner + textOf(item.suffixDisplayParts),
            documentation: textOf(item.documentation),
            parameters,
          };
        }),
      };
    },
    definition(place) {
      const { service, at } = open(place);
      for (const found of service.getDefinitionAtPosition(place.file.name, at) ?? []) {
        if (found.fileName !== place.file.name) continue;
        const range = inCode(place.file, found.textSpan);
        if (range) return range;
      }
      return null;
    },
  };
}

/** A span of the file as one of the code; null for what stands around the code. */
function inCode(file: VirtualFile, { start, length }: ts.TextSpan): CodeRange | null {
  if (start < file.from || start + length > file.to) return null;
  return { from: start - file.from, to: start - file.from + length };
}

/** How the data comes into the file is no concern of the reader. */
function plainSignature(text: string): string {
  return text.replace(/^\(alias\) /, '').replace(/\nimport [^\n]*$/, '');
}
