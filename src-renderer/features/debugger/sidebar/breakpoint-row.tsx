import { FileInput, FileOutput, Pencil, X } from 'lucide-react';
import type { Breakpoint } from '@shared/debug/breakpoints';
import { Checkbox } from '../../../ui/checkbox';
import { classNames } from '../../../ui/class-names';
import { IconButton } from '../../../ui/icon-button';
import { detailWords, glyphOf, glyphWords, targetWords } from '../breakpoints/breakpoint-words';
import { editBreakpointAt } from '../breakpoints/breakpoint-editor-store';
import { GlyphMark } from '../breakpoints/glyph';
import { names } from '../breakpoints/names';
import { revealTarget } from '../breakpoints/reveal-target';
import { shareBreakpoint, unshareBreakpoint } from '../breakpoints/share';
import { breakpointsStore, useBreakpoints } from '../debugger';
import css from './side-bar.module.css';

export interface BreakpointRowProps {
  readonly breakpoint: Breakpoint;
  /** It is in the file: everybody who opens the workflow has it. */
  readonly shared?: boolean;
}

export function BreakpointRow({ breakpoint, shared = false }: BreakpointRowProps) {
  const status = useBreakpoints((state) => state.statuses.get(breakpoint.id));
  const { waitFor } = breakpoint;
  const waitsFor = useBreakpoints(({ breakpoints, shared: inFile }) =>
    waitFor === undefined
      ? undefined
      : [...breakpoints, ...inFile].find(({ id }) => id === waitFor),
  );
  const glyph = glyphOf(breakpoint, status);
  const place = targetWords(breakpoint.target, names);
  const detail = [
    detailWords(breakpoint, waitsFor && targetWords(waitsFor.target, names)),
    shared ? 'shared in the file' : '',
    status?.message ?? '',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={classNames(css.breakpoint, !breakpoint.enabled && css.off)}>
      <Checkbox
        label={`${glyphWords(glyph)} at ${place}`}
        checked={breakpoint.enabled}
        onCheckedChange={(enabled) => breakpointsStore.setEnabled(breakpoint.id, enabled)}
      />
      <GlyphMark glyph={glyph} />
      <button
        type="button"
        className={css.where2}
        title={detail === '' ? place : `${place}\n${detail}`}
        onClick={() => revealTarget(breakpoint.target)}
      >
        <span className={css.place}>{place}</span>
        {detail !== '' && <span className={css.detail}>{detail}</span>}
      </button>
      {(status?.hits ?? 0) > 0 && (
        <span className={css.hits} title="Hits in this session">
          ×{status?.hits}
        </span>
      )}
      <span className={css.buttons}>
        {!shared && (
          <IconButton
            label={`Edit the breakpoint at ${place}`}
            size="sm"
            onClick={() => editBreakpointAt(breakpoint.target, 'condition')}
          >
            <Pencil />
          </IconButton>
        )}
        <IconButton
          label={shared ? `Keep ${place} for yourself` : `Share ${place} in the file`}
          size="sm"
          onClick={() => (shared ? unshareBreakpoint(breakpoint) : shareBreakpoint(breakpoint))}
        >
          {shared ? <FileOutput /> : <FileInput />}
        </IconButton>
        {!shared && (
          <IconButton
            label={`Remove the breakpoint at ${place}`}
            size="sm"
            onClick={() => breakpointsStore.remove(breakpoint.id)}
          >
            <X />
          </IconButton>
        )}
      </span>
    </li>
  );
}
