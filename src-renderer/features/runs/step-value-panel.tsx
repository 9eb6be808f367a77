import { type ReactNode, useMemo } from 'react';
import { useRuns } from './runs';
import { StepRunDetailStatus, stepRunSide } from './step-data-panel';
import { IterationPicker } from './iteration-picker';
import { selectStepRun } from './select-step-run';
import { useValueActions } from './value-actions';
import { ValueView } from './data/value-view';
import styles from './step-data-panel.module.css';

export interface StepValuePanelProps {
  readonly step: string;
  readonly side: 'input' | 'output';
  /** What stands there while the step has not run. */
  readonly children: ReactNode;
}

/** One side of a step in the shown run, as a column of its own. */
export function StepValuePanel({ step, side, children }: StepValuePanelProps) {
  const runs = useRuns((state) => state.steps.get(step));
  const iterations = useRuns((state) => state.iterations);
  const inside = useRuns((state) => state.inside);
  const { valueActions: Actions } = useValueActions();
  const stepRun = useMemo(
    () => selectStepRun(runs?.runs ?? [], iterations, inside),
    [runs, iterations, inside],
  );
  if (!stepRun) return children;
  const { recorded, empty, expression } = stepRunSide(stepRun, side);
  const of = { step, path: stepRun.path, side };
  return (
    <div className={styles.panel}>
      {side === 'output' && (
        <StepRunDetailStatus stepRun={stepRun}>
          <IterationPicker runs={runs?.runs ?? []} current={stepRun} />
        </StepRunDetailStatus>
      )}
      <div className={styles.single}>
        <ValueView
          title={side === 'input' ? 'Received' : 'Output'}
          actions={Actions && recorded && <Actions {...of} />}
          recorded={recorded}
          of={of}
          empty={empty}
          {...(expression !== undefined && { expression })}
        />
      </div>
    </div>
  );
}
