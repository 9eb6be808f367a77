import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { StepRun } from '@shared/runs/state';
import { IconButton } from '../../ui/icon-button';
import { useRuns } from './runs';
import styles from './step-data-panel.module.css';

export interface IterationPickerProps {
  readonly runs: readonly StepRun[];
  readonly current: StepRun;
}

/** `◀ 37/120 ▶` for a step inside a loop; drives every step of that loop at once. */
export function IterationPicker({ runs, current }: IterationPickerProps) {
  const select = useRuns((state) => state.selectIteration);
  const segment = current.path.at(-1);
  if (!segment) return null;
  const last = runs.reduce((most, run) => Math.max(most, run.path.at(-1)?.iteration ?? 0), 0);
  const go = (iteration: number) => select(segment.step, iteration);
  return (
    <span className={styles.picker} role="group" aria-label={`Iteration of ${segment.step}`}>
      <IconButton
        label="Previous iteration"
        size="sm"
        disabled={segment.iteration === 0}
        onClick={() => go(segment.iteration - 1)}
      >
        <ChevronLeft />
      </IconButton>
      {segment.iteration + 1}/{last + 1}
      <IconButton
        label="Next iteration"
        size="sm"
        disabled={segment.iteration >= last}
        onClick={() => go(segment.iteration + 1)}
      >
        <ChevronRight />
      </IconButton>
    </span>
  );
}
