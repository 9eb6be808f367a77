import { glyphWords } from '../breakpoints/breakpoint-words';
import { useGlyphAt } from '../breakpoints/use-glyph';

/** What a screen reader says of a step's breakpoint; empty where it has none. */
export function useStepGlyphWords(step: string): string {
  const glyph = useGlyphAt({ type: 'step', step });
  return glyph ? glyphWords(glyph).toLowerCase() : '';
}
