import { type Monaco, signatureHelp, type TextModel, workflowYamlLanguage } from '../editors';
import {
  completeSource,
  describeKey,
  shiftCompletion,
  type SourceCompletion,
  stepPath,
  templateAt,
} from './source-completions';
import { describeSuggestion, hoverCode, signaturesOfCode, suggestCode } from './source-code-aids';
import { fixesAt } from './problem-markers';
import { type SourceSession, sourceSession } from './source-session';
import { registerSourceFormat } from './source-format';
import { registerSourceNavigation } from './source-navigation';
import { monacoRange, rangeOffsets } from './source-ranges';
import { yamlContext } from './yaml-context';

let registered = false;

/** Completion, hover and quick fixes for workflow sources. Other YAML is left alone. */
export function registerSourceProviders(monaco: Monaco): void {
  if (registered) return;
  registered = true;
  monaco.languages.registerCompletionItemProvider(workflowYamlLanguage, {
    triggerCharacters: [':', ' ', '.', '{', '>', '-'],
    provideCompletionItems(model, position, { triggerCharacter }) {
      const session = sourceSession(model);
      if (!session) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const code = session.codeAt(offset);
      if (code) {
        // Blanks and braces mean something in YAML; in code they are only typed.
        const asked = triggerCharacter === undefined || triggerCharacter === '.';
        return asked ? suggestCode(monaco, model, code) : { suggestions: [] };
      }
      const suggestions =
        expressionSuggestions(monaco, model, session, offset) ??
        completeSource(model.getValue(), offset, session.knowledge()).map((item, at) =>
          toSuggestion(monaco, model, item, offset, at),
        );
      return { suggestions, incomplete: true };
    },
    resolveCompletionItem: describeSuggestion,
  });
  monaco.languages.registerHoverProvider(workflowYamlLanguage, {
    provideHover(model, position) {
      const session = sourceSession(model);
      if (!session) return null;
      const offset = model.getOffsetAt(position);
      const code = session.codeAt(offset);
      if (code) return hoverCode(model, code);
      return expressionHover(model, session, offset) ?? keyHover(model, session, position);
    },
  });
  monaco.languages.registerSignatureHelpProvider(workflowYamlLanguage, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp(model, position) {
      const offset = model.getOffsetAt(position);
      const code = sourceSession(model)?.codeAt(offset);
      if (code) return signaturesOfCode(code);
      const found = templateAt(model.getValue(), offset);
      const host = found && sourceSession(model)?.hostAt(offset);
      const signature = host?.signature(found?.template ?? '', found?.caret ?? 0);
      return signature ? signatureHelp(signature) : null;
    },
  });
  registerSourceNavigation(monaco);
  registerSourceFormat(monaco);
  monaco.languages.registerCodeActionProvider(workflowYamlLanguage, {
    provideCodeActions(model, range) {
      const session = sourceSession(model);
      const problems = session?.problems() ?? [];
      const actions = fixesAt(problems, rangeOffsets(model, range)).map(({ problem, fix }, at) => ({
        title: fix.title,
        kind: 'quickfix',
        isPreferred: at === 0,
        diagnostics: monaco.editor
          .getModelMarkers({ resource: model.uri })
          .filter((marker) => marker.code === problem.code),
        edit: {
          edits: fix.changes.map((change) => ({
            resource: model.uri,
            versionId: model.getVersionId(),
            textEdit: { range: monacoRange(model, change), text: change.insert },
          })),
        },
      }));
      return { actions, dispose: () => undefined };
    },
  });
}

function expressionSuggestions(
  monaco: Monaco,
  model: TextModel,
  session: SourceSession,
  offset: number,
) {
  const found = templateAt(model.getValue(), offset);
  const host = found && session.hostAt(offset);
  if (!host) return null;
  return host.complete(found.template, found.caret).map((item, at) => {
    const { range, label, insert, detail, documentation } = shiftCompletion(item, found.start);
    return {
      label: detail === undefined ? label : { label, description: detail },
      kind: monaco.languages.CompletionItemKind.Field,
      insertText: insert,
      sortText: String(at).padStart(5, '0'),
      range: monacoRange(model, range),
      ...(documentation !== undefined && { documentation: { value: documentation } }),
    };
  });
}

function expressionHover(model: TextModel, session: SourceSession, offset: number) {
  const found = templateAt(model.getValue(), offset);
  const host = found && session.hostAt(offset);
  const hover = host?.hover(found?.template ?? '', found?.caret ?? 0);
  if (!hover || !found) return null;
  const range = { from: hover.range.from + found.start, to: hover.range.to + found.start };
  return { contents: [{ value: hover.markdown }], range: monacoRange(model, range) };
}

function keyHover(
  model: TextModel,
  session: SourceSession,
  position: { readonly lineNumber: number; readonly column: number },
) {
  const line = model.getLineContent(position.lineNumber);
  const match = /^(\s*(?:- +)*)([\w-]+)\s*:/.exec(line);
  if (!match) return null;
  const [, lead = '', key = ''] = match;
  const from = lead.length + 1;
  const to = from + key.length;
  if (position.column < from || position.column > to) return null;
  const start = model.getOffsetAt({ lineNumber: position.lineNumber, column: from });
  const context = yamlContext(model.getValue(), start);
  if (!context) return null;
  const path = [...context.path, key];
  const knowledge = session.knowledge();
  const place = stepPath(path);
  const kind = place?.rest.length === 0 ? knowledge.kindOf(place.step) : undefined;
  const definition = knowledge.definitions.find((candidate) => candidate.kind === kind);
  const text = definition
    ? `**${definition.title}**\n\n${definition.description}`
    : describeKey(path, knowledge);
  if (text === undefined) return null;
  return {
    contents: [{ value: text }],
    range: {
      startLineNumber: position.lineNumber,
      startColumn: from,
      endLineNumber: position.lineNumber,
      endColumn: to,
    },
  };
}

function toSuggestion(
  monaco: Monaco,
  model: TextModel,
  item: SourceCompletion,
  offset: number,
  at: number,
) {
  const kinds = monaco.languages.CompletionItemKind;
  const kind = {
    key: kinds.Property,
    value: kinds.EnumMember,
    kind: kinds.Class,
    step: kinds.Module,
    port: kinds.Interface,
  }[item.kind];
  return {
    label: item.detail === undefined ? item.label : { label: item.label, description: item.detail },
    kind,
    insertText: item.insert,
    sortText: String(at).padStart(5, '0'),
    range: monacoRange(model, { from: item.from, to: offset }),
    ...(item.documentation !== undefined && { documentation: { value: item.documentation } }),
    ...(item.again && { command: { id: 'editor.action.triggerSuggest', title: 'Suggest' } }),
  };
}
