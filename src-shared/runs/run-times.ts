// What steps and runs usually take, from earlier ones.

export interface StepTimes {
  readonly step: string;
  /** Step runs, all iterations together. */
  readonly count: number;
  readonly failed: number;
  /** Milliseconds of work; null when none was measured. */
  readonly median: number | null;
  readonly slow: number | null;
  readonly longest: number | null;
}

export interface RunTimes {
  /** Median of whole runs that completed; null while there are none. */
  readonly run: number | null;
  /** Median of one step run, by step. */
  readonly steps: Readonly<Record<string, number>>;
}

export interface MeasuredStep {
  readonly step: string;
  readonly status: string;
  readonly duration: number | null;
}

/** Per step, the one that takes longest first. */
export function stepTimes(rows: readonly MeasuredStep[]): StepTimes[] {
  const steps = Map.groupBy(rows, (row) => row.step);
  return [...steps]
    .map(([step, group]): StepTimes => {
      const durations = durationsOf(group);
      return {
        step,
        count: group.length,
        failed: group.filter((row) => row.status === 'failed').length,
        median: quantile(durations, 0.5),
        slow: quantile(durations, 0.95),
        longest: durations.at(-1) ?? null,
      };
    })
    .sort((a, b) => (b.median ?? -1) - (a.median ?? -1) || (a.step < b.step ? -1 : 1));
}

export function runTimes(runs: readonly number[], rows: readonly MeasuredStep[]): RunTimes {
  const steps: Record<string, number> = {};
  for (const [step, group] of Map.groupBy(rows, (row) => row.step)) {
    const median = quantile(durationsOf(group), 0.5);
    if (median !== null) steps[step] = median;
  }
  return {
    run: quantile(
      runs.toSorted((a, b) => a - b),
      0.5,
    ),
    steps,
  };
}

function durationsOf(rows: readonly MeasuredStep[]): number[] {
  return rows
    .flatMap(({ duration, status }) =>
      duration === null || status !== 'completed' ? [] : [duration],
    )
    .sort((a, b) => a - b);
}

/** The value below which a share of sorted values lies; null without values. */
export function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * About how long a run still takes: what runs usually take, less what has passed. Undefined when
 * nothing is known, or the run has taken longer than usual: then nobody can say.
 */
export function timeLeft(times: RunTimes, elapsed: number): number | undefined {
  if (times.run === null || times.run < 2_000) return undefined;
  const left = times.run - elapsed;
  return left > 0 ? left : undefined;
}

/** `about 20 s left`, in steps that do not flicker. */
export function timeLeftText(left: number): string {
  const seconds = Math.ceil(left / 1_000);
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
