import type { AppendMap, Owner } from './append-map';
import type { RunState, ScopeCounts, StepCounts, StepRun } from './state';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type MutableCounts = Mutable<StepCounts>;

/** A run state while one batch of events is folded into it; nobody else sees it. */
export type Draft = Mutable<Omit<RunState, 'steps' | 'scopes' | 'counts'>> & {
  steps: AppendMap<StepRun>;
  scopes: AppendMap<ScopeCounts>;
  counts: MutableCounts;
  readonly owner: Owner;
};

export type StepRunDraft = Mutable<StepRun>;
