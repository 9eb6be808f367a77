import { type ComponentType, createContext, useContext } from 'react';
import type { ScopePath } from '@shared/runs/events';

// What other features add to the values and states of a step; the shell joins them.

export interface StepValuePlace {
  readonly step: string;
  readonly path: ScopePath;
}

export interface RunDataSlots {
  /** Beside a value of a step. */
  readonly valueActions?: ComponentType<StepValuePlace & { readonly side: 'input' | 'output' }>;
  /** Beside the state of a step. */
  readonly whyButton?: ComponentType<StepValuePlace>;
}

export const RunDataSlotsContext = createContext<RunDataSlots>({});

export function useValueActions(): RunDataSlots {
  return useContext(RunDataSlotsContext);
}
