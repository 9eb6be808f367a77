import { GlyphMark } from '../breakpoints/glyph';
import { useGlyphAt } from '../breakpoints/use-glyph';
import css from './canvas-glyphs.module.css';

/** The dot on a step that is drawn small: large enough to be seen, and only where one is set. */
export function CompactGlyph({ step }: { readonly step: string }) {
  const glyph = useGlyphAt({ type: 'step', step });
  return (
    glyph && (
      <span className={css.compact}>
        <GlyphMark glyph={glyph} size={22} />
      </span>
    )
  );
}
