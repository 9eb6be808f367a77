import type { Glyph } from './breakpoint-words';
import css from './glyph.module.css';

export interface GlyphMarkProps {
  readonly glyph: Glyph;
  readonly size?: number;
}

/** The drawing of a breakpoint; the name in words is given by whoever shows it. */
export function GlyphMark({ glyph: { shape, state }, size = 12 }: GlyphMarkProps) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 16 16"
      className={css.glyph}
      data-state={state}
    >
      {shape === 'log' && <path className={css.body} d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />}
      {shape === 'data' && <path className={css.body} d="M8 1.2 14 4.6v6.8L8 14.8 2 11.4V4.6Z" />}
      {shape === 'kind' && <path className={css.body} d="M8 2 15 14H1Z" />}
      {(shape === 'plain' || shape === 'conditional' || shape === 'triggered') && (
        <circle className={css.body} cx="8" cy="8" r="6" />
      )}
      {shape === 'conditional' && <path className={css.sign} d="M5 6.4h6M5 9.6h6" />}
      {shape === 'triggered' && (
        <path className={css.sign} d="M6.8 9.2 9.2 6.8M5.2 8.4l-.9.9M10.8 7.6l.9-.9" />
      )}
    </svg>
  );
}
