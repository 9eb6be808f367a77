import { describe, expect, it } from 'vitest';

// The renderer's types know no Node, and the test runner gives an empty text for any CSS import.
const { readFileSync }: { readFileSync: (path: URL, encoding: 'utf8') => string } = await import(
  'node:fs' as string
);
const themes = readThemes(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));

// WCAG 2.2: text 4.5, glyphs and the borders of controls 3; its strictest level asks 7 and 4.5.
const wanted = {
  light: { text: 4.5, glyphs: 3 },
  dark: { text: 4.5, glyphs: 3 },
  contrast: { text: 7, glyphs: 4.5 },
};

const textPairs: readonly (readonly [string, string])[] = [
  ...['canvas', 'surface', 'surface-sunken', 'raised', 'overlay'].flatMap((surface) => [
    ['text', surface] as const,
    ['text-muted', surface] as const,
    ['text-faint', surface] as const,
    ['accent-text', surface] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-paused', 'run-paused'],
  ['on-frame', 'frame-mark'],
  ['on-status', 'status-debugging'],
  ['on-status', 'status-past'],
  ['error', 'surface'],
  ['error', 'error-soft'],
  ['warning', 'surface'],
  ['warning', 'warning-soft'],
  ['info', 'surface'],
  ['info', 'info-soft'],
  ['success', 'surface'],
  ['success', 'success-soft'],
  ['accent-text', 'accent-soft'],
  ...['string', 'number', 'keyword', 'key', 'comment', 'binding'].map(
    (name) => [`code-${name}`, 'surface'] as const,
  ),
];

const glyphPairs: readonly (readonly [string, string])[] = [
  ['focus', 'surface'],
  ['focus', 'canvas'],
  ['control-line', 'raised'],
  ['port', 'node'],
  ...[
    'queued',
    'running',
    'waiting',
    'paused',
    'success',
    'failed',
    'retrying',
    'skipped',
    'cancelled',
    'stale',
    'pinned',
  ].map((state) => [`run-${state}`, 'node'] as const),
  ...['trigger', 'logic', 'data', 'code', 'integration', 'flow', 'annotation'].map(
    (category) => [`category-${category}`, 'node'] as const,
  ),
  ['breakpoint', 'canvas'],
];

const edgePairs: readonly (readonly [string, string])[] = [
  ['line', 'surface'],
  ['line-strong', 'surface'],
  ['node-line', 'canvas'],
  ['edge', 'canvas'],
];

describe('tokens', () => {
  for (const [theme, { text, glyphs }] of Object.entries(wanted)) {
    const colours = themes[theme as keyof typeof themes];
    it(`${theme}: text has a contrast of at least ${text}`, () => {
      expect(tooWeak(colours, textPairs, text)).toEqual([]);
    });

    it(`${theme}: glyphs have a contrast of at least ${glyphs}`, () => {
      expect(tooWeak(colours, glyphPairs, glyphs)).toEqual([]);
    });
  }

  it('gives every colour in every theme', () => {
    const names = Object.keys(themes.light).sort();
    expect(Object.keys(themes.dark).sort()).toEqual(names);
    expect(Object.keys(themes.contrast).sort()).toEqual(names);
  });

  it('draws every edge in high contrast', () => {
    expect(tooWeak(themes.contrast, edgePairs, 4.5)).toEqual([]);
  });
});

function tooWeak(
  colours: Readonly<Record<string, string>>,
  pairs: readonly (readonly [string, string])[],
  wanted: number,
): string[] {
  return pairs
    .map(([front, back]) => ({
      front,
      back,
      ratio: contrast(luminance(colours[front]), luminance(colours[back])),
    }))
    .filter(({ ratio }) => ratio < wanted)
    .map(({ front, back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)}`);
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string | undefined): number {
  const hex = /^#([0-9a-f]{6})$/.exec(colour ?? '')?.[1];
  if (!hex) throw new Error(`"${String(colour)}" is not an opaque colour.`);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function readThemes(css: string): Record<keyof typeof wanted, Readonly<Record<string, string>>> {
  return {
    light: readTheme(css, 'light'),
    dark: readTheme(css, 'dark'),
    contrast: readTheme(css, 'contrast'),
  };
}

function readTheme(css: string, theme: string): Record<string, string> {
  const block = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  const found = [...block.matchAll(/--color-([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', value ?? '']));
}
