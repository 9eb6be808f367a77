import type { Monaco } from './monaco-types';
import { startOfYaml, tokenizeYamlLine, type YamlLineState } from './yaml-tokens';

/** YAML as workflow files use it: block texts of any shape, and bindings in values. */
export const workflowYamlLanguage = 'stepwell-yaml';

/** Registers the colours, indentation and folding of workflow files. */
export function registerWorkflowYamlLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: workflowYamlLanguage });
  monaco.languages.setLanguageConfiguration(workflowYamlLanguage, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
    ],
    folding: { offSide: true },
    onEnterRules: [
      {
        beforeText: /:\s*(?:[|>][-+\d]*)?\s*$/,
        action: { indentAction: monaco.languages.IndentAction.Indent },
      },
    ],
    wordPattern: /[A-Za-z_$][\w$-]*|\d+(?:\.\d+)?/,
  });
  monaco.languages.setTokensProvider(workflowYamlLanguage, {
    getInitialState: () => new LineState(startOfYaml),
    tokenize(line, state) {
      const result = tokenizeYamlLine(line, state instanceof LineState ? state.value : startOfYaml);
      return { tokens: [...result.tokens], endState: new LineState(result.state) };
    },
  });
}

/** Monaco compares the states of lines to know where it can stop. */
class LineState {
  constructor(readonly value: YamlLineState) {}

  clone(): LineState {
    return this;
  }

  equals(other: unknown): boolean {
    return (
      other instanceof LineState &&
      other.value.block === this.value.block &&
      other.value.code === this.value.code &&
      other.value.quote === this.value.quote
    );
  }
}
