import type { editor } from 'monaco-editor/editor';

/** Design tokens the editors are coloured with. */
export const tokenNames = [
  '--color-surface',
  '--color-surface-sunken',
  '--color-overlay',
  '--color-hover',
  '--color-pressed',
  '--color-line',
  '--color-line-strong',
  '--color-text',
  '--color-text-muted',
  '--color-text-faint',
  '--color-accent',
  '--color-accent-text',
  '--color-accent-soft',
  '--color-focus',
  '--color-selection',
  '--color-error',
  '--color-warning',
  '--color-info',
  '--color-code-string',
  '--color-code-number',
  '--color-code-keyword',
  '--color-code-key',
  '--color-code-comment',
  '--color-code-binding',
] as const;

type TokenName = (typeof tokenNames)[number];

/** Token name to `#rrggbbaa`; a token that the page does not define is absent. */
export type ThemeColours = Readonly<Record<string, string>>;

const ruleTokens: readonly (readonly [string, TokenName, string?])[] = [
  ['', '--color-text'],
  ['comment', '--color-code-comment', 'italic'],
  ['string', '--color-code-string'],
  ['string.yaml', '--color-text'],
  ['string.key.json', '--color-code-key'],
  ['string.value.json', '--color-code-string'],
  ['string.escape', '--color-code-number'],
  ['regexp', '--color-code-number'],
  ['number', '--color-code-number'],
  ['keyword', '--color-code-keyword'],
  ['keyword.json', '--color-code-number'],
  ['type', '--color-code-key'],
  ['type.yaml', '--color-code-key'],
  ['tag', '--color-code-keyword'],
  ['namespace', '--color-code-keyword'],
  ['identifier', '--color-text'],
  ['delimiter', '--color-text-muted'],
  ['delimiter.bracket.json', '--color-text-muted'],
  ['delimiter.array.json', '--color-text-muted'],
  ['operators', '--color-text-muted'],
  ['operator', '--color-text-muted'],
  ['binding.delimiter', '--color-code-binding', 'bold'],
  ['binding.root', '--color-code-binding'],
  ['binding.member', '--color-text'],
  ['binding.method', '--color-code-key'],
];

const colourTokens: Readonly<Record<string, TokenName>> = {
  'editor.background': '--color-surface',
  'editor.foreground': '--color-text',
  'editorGutter.background': '--color-surface',
  'editorLineNumber.foreground': '--color-text-faint',
  'editorLineNumber.activeForeground': '--color-text',
  'editorCursor.foreground': '--color-accent',
  'editor.selectionBackground': '--color-selection',
  'editor.inactiveSelectionBackground': '--color-hover',
  'editor.lineHighlightBackground': '--color-hover',
  'editor.wordHighlightBackground': '--color-pressed',
  'editor.wordHighlightStrongBackground': '--color-pressed',
  'editor.findMatchBackground': '--color-selection',
  'editor.findMatchHighlightBackground': '--color-accent-soft',
  'editorIndentGuide.background1': '--color-line',
  'editorIndentGuide.activeBackground1': '--color-line-strong',
  'editorWhitespace.foreground': '--color-line-strong',
  'editorBracketMatch.border': '--color-line-strong',
  'editorBracketMatch.background': '--color-hover',
  'editorError.foreground': '--color-error',
  'editorWarning.foreground': '--color-warning',
  'editorInfo.foreground': '--color-info',
  'editorWidget.background': '--color-overlay',
  'editorWidget.foreground': '--color-text',
  'editorWidget.border': '--color-line-strong',
  'editorHoverWidget.background': '--color-overlay',
  'editorHoverWidget.border': '--color-line-strong',
  'editorSuggestWidget.background': '--color-overlay',
  'editorSuggestWidget.border': '--color-line-strong',
  'editorSuggestWidget.foreground': '--color-text',
  'editorSuggestWidget.selectedBackground': '--color-accent-soft',
  'editorSuggestWidget.selectedForeground': '--color-text',
  'editorSuggestWidget.highlightForeground': '--color-accent-text',
  'editorSuggestWidget.focusHighlightForeground': '--color-accent-text',
  'editorStickyScroll.background': '--color-surface',
  'editorStickyScrollHover.background': '--color-surface-sunken',
  'list.hoverBackground': '--color-hover',
  'list.highlightForeground': '--color-accent-text',
  'input.background': '--color-surface',
  'input.foreground': '--color-text',
  'input.border': '--color-line-strong',
  'scrollbarSlider.background': '--color-pressed',
  'scrollbarSlider.hoverBackground': '--color-line-strong',
  'scrollbarSlider.activeBackground': '--color-line-strong',
  'menu.background': '--color-overlay',
  'menu.foreground': '--color-text',
  'menu.selectionBackground': '--color-accent-soft',
  'menu.selectionForeground': '--color-text',
  'menu.separatorBackground': '--color-line',
  focusBorder: '--color-focus',
  foreground: '--color-text',
  descriptionForeground: '--color-text-muted',
  'textLink.foreground': '--color-accent-text',
};

/** Which of Monaco's own themes fills the gaps, and how strong its shadows are. */
const appearances = {
  light: { base: 'vs', shadow: '#10182026' },
  dark: { base: 'vs-dark', shadow: '#00000066' },
  contrast: { base: 'hc-black', shadow: '#00000000' },
} as const;

export type Appearance = keyof typeof appearances;

/** The Monaco theme made from the design tokens; Monaco's own colours fill what is not named. */
export function themeData(
  appearance: Appearance,
  colours: ThemeColours,
): editor.IStandaloneThemeData {
  const rules: editor.ITokenThemeRule[] = [];
  for (const [token, name, fontStyle] of ruleTokens) {
    const colour = colours[name];
    // A rule's colour has neither `#` nor transparency.
    if (!colour) continue;
    rules.push({ token, foreground: colour.slice(1, 7), ...(fontStyle && { fontStyle }) });
  }
  const named: Record<string, string> = {};
  for (const [key, name] of Object.entries(colourTokens)) {
    const colour = colours[name];
    if (colour) named[key] = colour;
  }
  // Sub-pixel borders and shadows of Monaco's own would double the ones of our panels.
  named['widget.shadow'] = appearances[appearance].shadow;
  named['scrollbar.shadow'] = '#00000000';
  named['editor.lineHighlightBorder'] = '#00000000';
  named['editorOverviewRuler.border'] = '#00000000';
  return {
    base: appearances[appearance].base,
    inherit: true,
    rules,
    colors: named,
  };
}
