import type { languages } from 'monaco-editor/editor';

export const bindingKeywords = ['true', 'false', 'null', 'undefined', 'typeof', 'in'];

/** Tokenizer states from `{{` on; shared by every language that has bindings in its text. */
export const bindingStates: Record<string, languages.IMonarchLanguageRule[]> = {
  binding: [[/\}\}/, { token: 'binding.delimiter', next: '@pop' }], { include: '@expression' }],
  braces: [[/\}/, { token: 'delimiter', next: '@pop' }], { include: '@expression' }],
  expression: [
    [/\{/, { token: 'delimiter', next: '@braces' }],
    [/(\??\.)([A-Za-z_$][\w$]*)(?=\s*\()/, ['delimiter', 'binding.method']],
    [/(\??\.)([A-Za-z_$][\w$]*)/, ['delimiter', 'binding.member']],
    [/[A-Za-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@default': 'binding.root' } }],
    [/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
    [/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\"(?:[^"\\]|\\[^"])*\\"/, 'string'],
    [/`/, { token: 'string', next: '@template' }],
    [/[()[\],:?;]/, 'delimiter'],
    [/[-+*/%=!<>&|?.~^]+/, 'operator'],
    [/\s+/, ''],
    [/./, ''],
  ],
  template: [
    [/\$\{/, { token: 'delimiter', next: '@braces' }],
    [/`/, { token: 'string', next: '@pop' }],
    [/\\.|[^`\\$]+|\$/, 'string'],
  ],
};
