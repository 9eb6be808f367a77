import { usesOfStep, type StepUse } from '@shared/workflow/navigate/step-uses';
import { createStore } from 'zustand/vanilla';
import { documentStore } from '../../document';
import { workbench } from '../../workbench';
import { verbatimOf } from './target';

export interface ReferencesState {
  /** Who is looked for; null before anybody was. */
  readonly step: string | null;
}

export const referencesStore = createStore<ReferencesState>(() => ({ step: null }));

/** Lists in the panel who uses a step. */
export function showReferences(step: string): void {
  referencesStore.setState({ step });
  workbench.showPanel('references');
}

/** Where a step is named, as the text stands. */
export function referencesOf(step: string): readonly StepUse[] {
  const { parsed } = documentStore.getState();
  if (!parsed) return [];
  return usesOfStep(parsed, step, verbatimOf).filter(({ kind }) => kind !== 'layout');
}
