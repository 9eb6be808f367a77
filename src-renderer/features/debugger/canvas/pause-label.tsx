import { ArrowRight } from 'lucide-react';
import type { Recorded } from '@shared/runs/events';
import { useStepPause, useWirePause } from './use-pause-marks';
import { peekText } from '../values/peek-text';
import css from './canvas-glyphs.module.css';

/** Above a step where a branch stands: an arrow, and why it stands. */
export function StepPauseLabel({ step }: { readonly step: string }) {
  const mark = useStepPause(step);
  if (!mark) return null;
  return (
    <span className={css.label} data-kind={mark.kind}>
      <ArrowRight size={12} strokeWidth={3} aria-hidden />
      <span>{mark.words}</span>
    </span>
  );
}

/** On a wire where a branch stands: the value in flight. */
export function WirePauseLabel({ edge }: { readonly edge: string }) {
  const mark = useWirePause(edge);
  if (!mark) return null;
  return (
    <span className={css.inFlight} role="status" aria-label={mark.words} title={mark.words}>
      <ArrowRight size={12} strokeWidth={3} aria-hidden />
      {mark.stop?.output ? <code>{inFlight(mark.stop.output)}</code> : <span>{mark.words}</span>}
    </span>
  );
}

function inFlight(output: Recorded): string {
  return peekText(output, 48);
}
