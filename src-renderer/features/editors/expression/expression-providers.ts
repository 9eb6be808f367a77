import type { languages } from 'monaco-editor/editor';
import type { Monaco, TextModel } from '../monaco/monaco-types';
import type { ExpressionCompletion, ExpressionHost, ExpressionProblem } from './expression-host';
import { templateLanguage } from './expression-language';
import { templateJsonLanguage } from './template-json-language';

// Monaco's providers are per language; which data a text sees is per model. The models' hosts are
// kept here, weakly, and every provider looks its own up.

const hosts = new WeakMap<TextModel, () => ExpressionHost | undefined>();

type Check = (text: string, host?: ExpressionHost) => readonly ExpressionProblem[];
const checks = new WeakMap<TextModel, Check>();

/** Says what expressions in this model can see, and how its text is checked if not as a template. */
export function connectHost(
  model: TextModel,
  host: () => ExpressionHost | undefined,
  check?: Check,
): void {
  hosts.set(model, host);
  if (check) checks.set(model, check);
}

function problemsOf(model: TextModel): readonly ExpressionProblem[] {
  const host = hosts.get(model)?.();
  const check = checks.get(model);
  const text = model.getValue();
  return check ? check(text, host) : (host?.diagnose(text) ?? []);
}

export function registerExpressionProviders(monaco: Monaco): void {
  const selector = [templateLanguage, templateJsonLanguage];
  monaco.languages.registerCompletionItemProvider(selector, {
    triggerCharacters: ['.', '{', '[', ' ', '?'],
    provideCompletionItems(model, position) {
      const host = hosts.get(model)?.();
      if (!host) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const found = host.complete(model.getValue(), offset);
      return {
        suggestions: found.map((item, at) => toSuggestion(monaco, model, item, at)),
        incomplete: true,
      };
    },
  });
  monaco.languages.registerHoverProvider(selector, {
    provideHover(model, position) {
      const hover = hosts.get(model)?.()?.hover(model.getValue(), model.getOffsetAt(position));
      if (!hover) return null;
      return { contents: [{ value: hover.markdown }], range: rangeOf(model, hover.range) };
    },
  });
}

/** Signature help and quick fixes: what else an expression's editor has of a real one. */
export function registerExpressionAids(monaco: Monaco): void {
  const selector = [templateLanguage, templateJsonLanguage];
  monaco.languages.registerSignatureHelpProvider(selector, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp(model, position) {
      const found = hosts.get(model)?.()?.signature(model.getValue(), model.getOffsetAt(position));
      return found ? signatureHelp(found) : null;
    },
  });
  monaco.languages.registerCodeActionProvider(selector, {
    provideCodeActions(model, range) {
      const from = model.getOffsetAt({
        lineNumber: range.startLineNumber,
        column: range.startColumn,
      });
      const to = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      const actions = problemsOf(model).flatMap(({ fix, range: place }) => {
        if (!fix || !place || place.from > to || place.to < from) return [];
        return [
          {
            title: fix.title,
            kind: 'quickfix',
            isPreferred: true,
            edit: {
              edits: [
                {
                  resource: model.uri,
                  versionId: model.getVersionId(),
                  textEdit: { range: rangeOf(model, fix), text: fix.insert },
                },
              ],
            },
          },
        ];
      });
      return { actions, dispose: () => undefined };
    },
  });
}

/** The parameters of a call as Monaco shows them. */
export function signatureHelp(
  found: NonNullable<ReturnType<ExpressionHost['signature']>>,
): languages.SignatureHelpResult {
  const { label, documentation, parameters, active } = found;
  return {
    value: {
      signatures: [
        {
          label,
          documentation: { value: documentation },
          parameters: parameters.map((parameter) => ({ label: parameter })),
        },
      ],
      activeSignature: 0,
      activeParameter: active,
    },
    dispose: () => undefined,
  };
}

/** Underlines what is wrong with the bindings of a model's text. */
export function markExpressions(monaco: Monaco, model: TextModel): void {
  if (model.isDisposed()) return;
  const errors = problemsOf(model);
  monaco.editor.setModelMarkers(
    model,
    'expressions',
    errors.map((error) => ({
      severity: severityOf(monaco, error.severity),
      code: error.code,
      message: error.hint ? `${error.message}. ${error.hint}` : error.message,
      ...rangeOf(model, error.range ?? { from: 0, to: model.getValueLength() }),
    })),
  );
}

function severityOf(monaco: Monaco, severity: ExpressionProblem['severity']) {
  if (severity === 'hint') return monaco.MarkerSeverity.Info;
  return severity === 'warning' ? monaco.MarkerSeverity.Warning : monaco.MarkerSeverity.Error;
}

function toSuggestion(
  monaco: Monaco,
  model: TextModel,
  item: ExpressionCompletion,
  at: number,
): languages.CompletionItem {
  const kinds = monaco.languages.CompletionItemKind;
  const kind = {
    root: kinds.Variable,
    step: kinds.Module,
    property: kinds.Field,
    method: kinds.Method,
    function: kinds.Function,
    value: kinds.Value,
  }[item.kind];
  return {
    label: item.detail === undefined ? item.label : { label: item.label, description: item.detail },
    kind,
    insertText: item.insert,
    sortText: String(at).padStart(5, '0'),
    range: rangeOf(model, item.range),
    ...(item.documentation !== undefined && { documentation: { value: item.documentation } }),
  };
}

function rangeOf(model: TextModel, range: { readonly from: number; readonly to: number }) {
  const from = model.getPositionAt(range.from);
  const to = model.getPositionAt(range.to);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
