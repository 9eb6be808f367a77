import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { classNames } from '../../../ui/class-names';
import { glyphWords } from '../breakpoints/breakpoint-words';
import { GlyphMark } from '../breakpoints/glyph';
import { useGlyphAt } from '../breakpoints/use-glyph';
import { breakpointsStore } from '../debugger';
import { openGlyphMenu } from './glyph-menu';
import css from './canvas-glyphs.module.css';

export interface GlyphButtonProps {
  readonly target: BreakpointTarget;
  /** Where it stands, in words: `Fetch orders`. */
  readonly place: string;
  readonly className?: string | undefined;
  readonly 'data-corner-sign'?: '';
}

const faint = { shape: 'plain', state: 'enabled' } as const;

/**
 * The dot of a breakpoint: there when it is set, faint when one points near it. A click goes from
 * set to disabled to removed; a right click offers what else it can be.
 */
export function GlyphButton({ target, place, className, ...marks }: GlyphButtonProps) {
  const glyph = useGlyphAt(target);
  const words = glyph ? glyphWords(glyph) : 'Add a breakpoint';
  return (
    <button
      {...marks}
      type="button"
      tabIndex={-1}
      className={classNames(css.dot, !glyph && css.faint, className, 'nodrag nopan')}
      aria-label={`${words} at ${place}`}
      title={glyph ? `${words}. Click to ${nextWords[glyph.state]}` : 'Add a breakpoint (F9)'}
      data-breakpoint={glyph ? glyph.state : undefined}
      onClick={(event) => {
        event.stopPropagation();
        breakpointsStore.cycle(target);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openGlyphMenu(target, { x: event.clientX, y: event.clientY });
      }}
    >
      <GlyphMark glyph={glyph ?? faint} size={14} />
    </button>
  );
}

const nextWords = {
  enabled: 'disable it',
  disabled: 'remove it',
  unverified: 'disable it',
} as const;

/** The dot at a step's left edge: the run stops before the step. */
export function StepGlyph({ step, title }: { readonly step: string; readonly title: string }) {
  return <GlyphButton target={{ type: 'step', step }} place={title} className={css.step} />;
}

/** The hexagon at a step's right edge: the run stops when its output changes. Only where one is set. */
export function OutputGlyph({ step, title }: { readonly step: string; readonly title: string }) {
  const target = { type: 'data', path: `steps.${step}` } as const;
  const glyph = useGlyphAt(target);
  if (!glyph) return null;
  return (
    <GlyphButton
      target={target}
      place={`the output of ${title}`}
      className={css.output}
      // What stands over the corner makes room (see nodes/port-data.module.css).
      data-corner-sign=""
    />
  );
}

export interface WireGlyphProps {
  readonly edge: string;
  readonly name: string;
  /** The wire is pointed at or selected. */
  readonly active: boolean;
}

/** The dot in the middle of a wire: the run stops when a value has passed. */
export function WireGlyph({ edge, name, active }: WireGlyphProps) {
  const target = { type: 'wire', edge } as const;
  const glyph = useGlyphAt(target);
  if (!glyph && !active) return null;
  return <GlyphButton target={target} place={`the wire ${name}`} className={css.wire} />;
}

/** Whether a wire shows a dot although nobody points at it. */
export function useHasWireGlyph(edge: string): boolean {
  return useGlyphAt({ type: 'wire', edge }) !== undefined;
}
