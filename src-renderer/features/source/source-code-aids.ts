import type { languages } from 'monaco-editor/editor';
import type { CodeCompletion, CodePlace, CodeRange } from '@shared/types/typescript/code-assist';
import { codeAssist, type Monaco, type TextModel } from '../editors';
import type { SourceCode } from './code-at-offset';
import { monacoRange } from './source-ranges';

// Completion, hover and signatures in the code of steps, as in the code's own editor.

/** A suggestion that knows what to ask for its details. */
interface CodeSuggestion extends languages.CompletionItem {
  readonly code: { readonly place: CodePlace; readonly name: string };
}

export async function suggestCode(
  monaco: Monaco,
  model: TextModel,
  { block, place }: SourceCode,
): Promise<languages.CompletionList> {
  const found = await codeAssist.complete(place);
  const word = wordBefore(block.text, place.at);
  return {
    suggestions: found.map((item): CodeSuggestion => ({
      label: item.name,
      kind: kindOf(monaco, item),
      insertText: item.insert,
      sortText: item.sort,
      range: rangeIn(model, block, item.range ?? word),
      code: { place, name: item.name },
    })),
  };
}

/** The type and the documentation of the suggestion that is looked at. */
export async function describeSuggestion(
  item: languages.CompletionItem,
): Promise<languages.CompletionItem> {
  if (!isCodeSuggestion(item)) return item;
  const details = await codeAssist.details(item.code.place, item.code.name);
  if (details === null) return item;
  return { ...item, detail: details.signature, documentation: { value: details.documentation } };
}

function isCodeSuggestion(item: languages.CompletionItem): item is CodeSuggestion {
  return 'code' in item;
}

export async function hoverCode(
  model: TextModel,
  { block, place }: SourceCode,
): Promise<languages.Hover | null> {
  const found = await codeAssist.hover(place);
  if (found === null) return null;
  return {
    range: rangeIn(model, block, found.range),
    contents: [
      { value: `\`\`\`typescript\n${found.signature}\n\`\`\`` },
      ...(found.documentation === '' ? [] : [{ value: found.documentation }]),
    ],
  };
}

export async function signaturesOfCode({
  place,
}: SourceCode): Promise<languages.SignatureHelpResult | null> {
  const found = await codeAssist.signatures(place);
  if (found === null) return null;
  return {
    value: {
      activeSignature: found.active,
      activeParameter: found.argument,
      signatures: found.signatures.map(({ label, documentation, parameters }) => ({
        label,
        documentation: { value: documentation },
        parameters: parameters.map((parameter) => ({
          label: parameter.label,
          documentation: { value: parameter.documentation },
        })),
      })),
    },
    dispose: () => undefined,
  };
}

export async function definitionInCode(
  model: TextModel,
  { block, place }: SourceCode,
): Promise<languages.Location | null> {
  const range = await codeAssist.definition(place);
  return range && { uri: model.uri, range: rangeIn(model, block, range) };
}

function rangeIn(model: TextModel, block: SourceCode['block'], { from, to }: CodeRange) {
  return monacoRange(model, { from: block.inSource(from), to: block.inSource(to) });
}

function wordBefore(text: string, at: number): CodeRange {
  const word = /[\p{ID_Continue}$\u200c\u200d]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  return { from: at - word.length, to: at };
}

function kindOf(monaco: Monaco, { kind }: CodeCompletion): languages.CompletionItemKind {
  const kinds = monaco.languages.CompletionItemKind;
  const known: Readonly<Record<string, languages.CompletionItemKind>> = {
    keyword: kinds.Keyword,
    'primitive type': kinds.Keyword,
    method: kinds.Method,
    function: kinds.Function,
    'local function': kinds.Function,
    property: kinds.Field,
    getter: kinds.Field,
    setter: kinds.Field,
    const: kinds.Constant,
    class: kinds.Class,
    interface: kinds.Interface,
    type: kinds.Interface,
    module: kinds.Module,
    enum: kinds.Enum,
    string: kinds.Value,
  };
  return known[kind] ?? kinds.Variable;
}
