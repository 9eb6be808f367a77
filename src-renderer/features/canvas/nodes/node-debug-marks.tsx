import type { Step } from '@shared/workflow/model';
import { OutputGlyph, StepGlyph, StepPauseLabel } from '../../debugger';

export interface NodeDebugMarksProps {
  readonly step: Step;
  /** A run can stop at it; notes are never run. */
  readonly stops: boolean;
}

/** What the debugger draws at a step: its breakpoints, and where a branch stands. */
export function NodeDebugMarks({ step, stops }: NodeDebugMarksProps) {
  const title = step.title ?? step.id;
  if (!stops) return null;
  return (
    <>
      <StepGlyph step={step.id} title={title} />
      <OutputGlyph step={step.id} title={title} />
      <StepPauseLabel step={step.id} />
    </>
  );
}
