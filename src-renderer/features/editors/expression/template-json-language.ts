import type { Monaco } from '../monaco/monaco-types';
import { bindingKeywords, bindingStates } from './binding-states';

/** JSON whose texts may hold `{{ … }}` bindings; a binding may also stand bare. */
export const templateJsonLanguage = 'stepwell-json';

export function registerTemplateJsonLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: templateJsonLanguage });
  monaco.languages.setLanguageConfiguration(templateJsonLanguage, {
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      // No quotes: bindings inside texts make what closes what too hard to guess.
    ],
    indentationRules: {
      increaseIndentPattern:
        /(\{+(?=((\\.|[^"\\])*"(\\.|[^"\\])*")*[^"}]*)$)|(\[+(?=((\\.|[^"\\])*"(\\.|[^"\\])*")*[^"\]]*)$)/,
      decreaseIndentPattern: /^\s*[}\]],?\s*$/,
    },
    wordPattern: /[A-Za-z_$][\w$]*|\d+(?:\.\d+)?/,
  });
  monaco.languages.setMonarchTokensProvider(templateJsonLanguage, {
    defaultToken: '',
    keywords: bindingKeywords,
    tokenizer: {
      root: [
        [/\{\{/, { token: 'binding.delimiter', next: '@binding' }],
        [/"(?=(?:[^"\\{]|\\.|\{(?!\{))*"\s*:)/, { token: 'string.key.json', next: '@key' }],
        [/"/, { token: 'string.value.json', next: '@text' }],
        [/true|false|null/, 'keyword.json'],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
        [/[{}[\],:]/, 'delimiter'],
      ],
      key: [
        [/"/, { token: 'string.key.json', next: '@pop' }],
        [/\\.|[^"\\]+/, 'string.key.json'],
      ],
      text: [
        [/\{\{/, { token: 'binding.delimiter', next: '@binding' }],
        [/"/, { token: 'string.value.json', next: '@pop' }],
        [/\\./, 'string.escape'],
        [/[^"\\{]+|\{/, 'string.value.json'],
      ],
      ...bindingStates,
    },
  });
}
