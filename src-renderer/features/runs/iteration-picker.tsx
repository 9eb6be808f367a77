import { ChevronLeft, ChevronRight } from 'lucide-react';
import { scopeKey } from '@shared/runs/scope-path';
import type { StepRun } from '@shared/runs/state';
import { IconButton } from '../../ui/icon-button';
import { useRuns } from './runs';
import styles from './step-data-panel.module.css';

export interface IterationPickerProps {
  readonly runs: readonly StepRun[];
  readonly current: StepRun;
}

/** `◀ 37/120 ▶` for every container around a step; each drives all steps in it at once. */
export function IterationPicker({ runs, current }: IterationPickerProps) {
  return current.path.map((segment, depth) => (
    <LevelPicker key={`${depth}${segment.step}`} runs={runs} current={current} depth={depth} />
  ));
}

interface LevelPickerProps extends IterationPickerProps {
  /** Which container of the path, outermost first. */
  readonly depth: number;
}

function LevelPicker({ runs, current, depth }: LevelPickerProps) {
  const select = useRuns((state) => state.selectIteration);
  const segment = current.path[depth];
  if (!segment) return null;
  const around = scopeKey(current.path.slice(0, depth));
  const known = new Set<number>();
  for (const run of runs) {
    const iteration = run.path[depth]?.iteration;
    if (iteration !== undefined && scopeKey(run.path.slice(0, depth)) === around) {
      known.add(iteration);
    }
  }
  const iterations = [...known].sort((a, b) => a - b);
  const at = iterations.indexOf(segment.iteration);
  // The part of a container that runs once needs no choice.
  if (iterations.length < 2 && depth < current.path.length - 1) return null;
  if (iterations.length < 2 && segment.iteration === 0) return null;
  const go = (to: number): void => {
    const iteration = iterations[to];
    if (iteration !== undefined) select(segment.step, iteration);
  };
  return (
    <span className={styles.picker} role="group" aria-label={`Iteration of ${segment.step}`}>
      <IconButton
        label="Previous iteration"
        size="sm"
        disabled={at <= 0}
        onClick={() => go(at - 1)}
      >
        <ChevronLeft />
      </IconButton>
      {segment.iteration + 1}/{(iterations.at(-1) ?? 0) + 1}
      <IconButton
        label="Next iteration"
        size="sm"
        disabled={at >= iterations.length - 1}
        onClick={() => go(at + 1)}
      >
        <ChevronRight />
      </IconButton>
    </span>
  );
}
