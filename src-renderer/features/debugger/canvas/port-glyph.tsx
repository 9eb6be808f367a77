import { useMemo } from 'react';
import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { classNames } from '../../../ui/class-names';
import { glyphWords } from '../breakpoints/breakpoint-words';
import { GlyphMark } from '../breakpoints/glyph';
import { targetKey } from '../breakpoints/target';
import { breakpointsStore, useBreakpoints } from '../debugger';
import { openGlyphMenu } from './glyph-menu';
import css from './canvas-glyphs.module.css';

export interface PortGlyphProps {
  /** The wires that leave from the port. */
  readonly edges: readonly string[];
  /** `true of Is it paid`. */
  readonly place: string;
  /** Pixels from the top of the step. */
  readonly top: number;
}

/** Beside an output port: the run stops on every wire from there. Faint until it is pointed at. */
export function PortGlyph({ edges, place, top }: PortGlyphProps) {
  const targets = useMemo<readonly BreakpointTarget[]>(
    () => edges.map((edge) => ({ type: 'wire', edge })),
    [edges],
  );
  const known = useBreakpoints((state) =>
    targets.every((target) =>
      state.breakpoints.some((one) => targetKey(one.target) === targetKey(target)),
    ),
  );
  const on = useBreakpoints((state) =>
    state.breakpoints.some(
      ({ target, enabled }) => enabled && target.type === 'wire' && edges.includes(target.edge),
    ),
  );
  const [first] = targets;
  if (!first) return null;
  const glyph = { shape: 'plain', state: on || !known ? 'enabled' : 'disabled' } as const;
  const words = known ? glyphWords(glyph) : 'Add a breakpoint';
  return (
    <button
      type="button"
      tabIndex={-1}
      // One wire has its dot in its middle already.
      className={classNames(
        css.dot,
        css.port,
        !(known && edges.length > 1) && css.faint,
        'nodrag nopan',
      )}
      style={{ top: top - 14 }}
      aria-label={`${words} at the output ${place}`}
      title={edges.length === 1 ? 'Stop on the wire from here' : 'Stop on every wire from here'}
      onClick={(event) => {
        event.stopPropagation();
        breakpointsStore.cycleAll(targets);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openGlyphMenu(first, { x: event.clientX, y: event.clientY });
      }}
    >
      <GlyphMark glyph={glyph} size={10} />
    </button>
  );
}
