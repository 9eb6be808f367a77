import { ArrowRight } from 'lucide-react';
import { scopeKey } from '@shared/runs/scope-path';
import { useStepRuns } from '../../runs/index';
import { labelWords, type PauseMark } from './pause-marks';
import { useStepPause, useWirePause } from './use-pause-marks';
import { peekText } from '../values/peek-text';
import css from './canvas-glyphs.module.css';

export interface StepPauseLabelProps {
  readonly step: string;
  /** Seen from far: fewer and larger words. */
  readonly compact?: boolean;
}

const shortWords: Readonly<Record<PauseMark['kind'], string>> = {
  paused: 'Paused',
  held: 'Held',
  frame: 'Frame',
};

/** Above a step where a branch stands: an arrow, and why it stands. */
export function StepPauseLabel({ step, compact = false }: StepPauseLabelProps) {
  const mark = useStepPause(step);
  return mark ? <PauseLabel mark={mark} compact={compact} /> : null;
}

export interface PauseLabelProps {
  readonly mark: PauseMark;
  readonly compact?: boolean;
}

export function PauseLabel({ mark, compact = false }: PauseLabelProps) {
  return (
    <span className={css.label} data-kind={mark.kind} data-compact={compact ? '' : undefined}>
      <ArrowRight size={compact ? 20 : 12} strokeWidth={3} aria-hidden />
      <span>{compact ? shortWords[mark.kind] : labelWords(mark)}</span>
    </span>
  );
}

/** On a wire where a branch stands: the value in flight. */
export function WirePauseLabel({ edge }: { readonly edge: string }) {
  const mark = useWirePause(edge);
  return mark ? <InFlight edge={edge} mark={mark} /> : null;
}

function InFlight({ edge, mark }: { readonly edge: string; readonly mark: PauseMark }) {
  const runs = useStepRuns(edge.split('.')[0] ?? '');
  const path = mark.stop?.path;
  // What the step gave is in the log, too, where the stop does not say it.
  const recorded = runs?.runs.find((run) => path && scopeKey(run.path) === scopeKey(path));
  const output = mark.stop?.output ?? recorded?.output;
  return (
    <span className={css.inFlight} role="status" aria-label={mark.words} title={mark.words}>
      <ArrowRight size={12} strokeWidth={3} aria-hidden />
      {output ? <code>{peekText(output, 48)}</code> : <span>{mark.words}</span>}
    </span>
  );
}
