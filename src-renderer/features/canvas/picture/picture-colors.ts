import type { StepDefinition } from '@shared/steps/define-step';

/** Colours of a picture: CSS variables in the window, their values in an exported file. */
export type PictureColors = (name: string) => string;

export const themeColors: PictureColors = (name) => `var(--color-${name})`;

/** The theme as it is now, so that a picture looks the same outside the window. */
export function fixedColors(): PictureColors {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--color-${name}`).trim();
}

export function tintName(definition: StepDefinition | undefined): string {
  return `category-${definition?.category ?? 'annotation'}`;
}

/** A sign at a step, e.g. of what changed between two versions: never a colour alone. */
export interface PictureMark {
  /** A token's name, e.g. `success`. */
  readonly color: string;
  readonly sign: string;
}
