import type { editor } from 'monaco-editor/editor';
import { themeName } from './theme';

/** What every editor of the studio has in common. */
export const baseOptions: editor.IStandaloneEditorConstructionOptions = {
  theme: themeName,
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 12,
  lineHeight: 18,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    alwaysConsumeMouseWheel: false,
    useShadows: false,
  },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  fixedOverflowWidgets: true,
  contextmenu: true,
  // Monaco forgets which closers it typed itself when a field's value comes back from the
  // document; typing `}}` must still step over them.
  autoClosingOvertype: 'always',
  wordBasedSuggestions: 'off',
  suggest: { showWords: false, preview: false, showStatusBar: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  padding: { top: 6, bottom: 6 },
  smoothScrolling: false,
  // A last empty line is a line: dimmed, its number could not be read.
  renderFinalNewline: 'on',
  // Hidden and look-alike characters in code that came from elsewhere.
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
  // Braces of bindings are no pairs of brackets: colours come from the language alone. Monaco takes
  // this one under its flat name only.
  ...{ 'bracketPairColorization.enabled': false },
  editContext: false,
  accessibilitySupport: 'auto',
};

/** A text of several lines with line numbers and folding: code and the YAML source. */
export const codeOptions: editor.IStandaloneEditorConstructionOptions = {
  lineNumbers: 'on',
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: true,
  renderLineHighlight: 'line',
  guides: { indentation: true },
};

/** A form field: no gutter, wraps, no scroll bars until it is tall. */
export const fieldOptions: editor.IStandaloneEditorConstructionOptions = {
  lineNumbers: 'off',
  lineDecorationsWidth: 0,
  lineNumbersMinChars: 0,
  glyphMargin: false,
  folding: false,
  wordWrap: 'on',
  wrappingStrategy: 'advanced',
  padding: { top: 4, bottom: 4 },
  guides: { indentation: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  stickyScroll: { enabled: false },
  tabFocusMode: true,
  matchBrackets: 'never',
  links: false,
  // What is typed over a selection takes its place: `{` over `{}` is no pair around a pair.
  autoSurround: 'never',
};

/** The workflow's source: all of a code editor, on the whole height. */
export const sourceOptions: editor.IStandaloneEditorConstructionOptions = {
  ...baseOptions,
  ...codeOptions,
  fontSize: 13,
  lineHeight: 20,
  stickyScroll: { enabled: true, maxLineCount: 3 },
  lineNumbersMinChars: 4,
  scrollBeyondLastLine: true,
  // Words of another step are no suggestion; what the language offers is.
  quickSuggestions: { other: true, comments: false, strings: true },
  padding: { top: 12, bottom: 12 },
  occurrencesHighlight: 'off',
  links: false,
};
