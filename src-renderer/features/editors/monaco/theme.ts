import type { editor } from 'monaco-editor/editor';
import type { Monaco } from './monaco-types';
import { type ThemeColours, themeData, tokenNames } from './theme-data';

export const themeName = 'stepwell';

/** Defines the editors' theme from the design tokens, and again whenever the theme changes. */
export function followTheme(monaco: Monaco): void {
  const apply = (): void => {
    monaco.editor.defineTheme(themeName, readTheme());
    monaco.editor.setTheme(themeName);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme'],
  });
}

function readTheme(): editor.IStandaloneThemeData {
  const theme = document.documentElement.dataset['theme'];
  return themeData(theme === 'dark' || theme === 'contrast' ? theme : 'light', readColours());
}

/** The tokens as `#rrggbbaa`: Monaco understands no other notation, and no custom properties. */
function readColours(): ThemeColours {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const styles = getComputedStyle(document.documentElement);
  const colours: Record<string, string> = {};
  for (const name of tokenNames) {
    const value = styles.getPropertyValue(name).trim();
    if (!context || value === '') continue;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = value;
    context.fillRect(0, 0, 1, 1);
    colours[name] = toHex(context.getImageData(0, 0, 1, 1).data);
  }
  return colours;
}

function toHex(channels: Uint8ClampedArray): string {
  return `#${Array.from(channels, (channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
