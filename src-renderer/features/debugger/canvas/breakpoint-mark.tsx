import { GlyphMark } from '../breakpoints/glyph';
import { useGlyphAt } from '../breakpoints/use-glyph';

/** The dot of a step's breakpoint in a list; whoever shows it says `useStepGlyphWords`. */
export function BreakpointMark({ step }: { readonly step: string }) {
  const glyph = useGlyphAt({ type: 'step', step });
  return glyph && <GlyphMark glyph={glyph} size={10} />;
}
