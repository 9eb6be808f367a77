import type { Monaco } from '../monaco/monaco-types';
import { bindingKeywords, bindingStates } from './binding-states';

/** Text with `{{ … }}` bindings in it. */
export const templateLanguage = 'stepwell-template';

/** Registers the colours, brackets and pairs of text with bindings. */
export function registerExpressionLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: templateLanguage });
  monaco.languages.setLanguageConfiguration(templateLanguage, {
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string'] },
      { open: "'", close: "'", notIn: ['string'] },
      { open: '`', close: '`', notIn: ['string'] },
    ],
    wordPattern: /[A-Za-z_$][\w$]*|\d+(?:\.\d+)?/,
  });
  monaco.languages.setMonarchTokensProvider(templateLanguage, {
    defaultToken: '',
    includeLF: true,
    keywords: bindingKeywords,
    tokenizer: {
      root: [
        [/\{\{/, { token: 'binding.delimiter', next: '@binding' }],
        [/[^{]+|\{/, 'text'],
      ],
      ...bindingStates,
    },
  });
}
