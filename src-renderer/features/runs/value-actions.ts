import { type ComponentType, createContext, useContext } from 'react';
import type { JsonValue } from '@shared/lib/json';
import type { ScopePath } from '@shared/runs/scope-path';

// What other features add to the values and states of a step; the shell joins them.

export interface StepValuePlace {
  readonly step: string;
  readonly path: ScopePath;
}

/** Which value of a step. */
export interface StepValue extends StepValuePlace {
  readonly side: 'input' | 'output';
}

export interface RunDataSlots {
  /** Beside a value of a step. */
  readonly valueActions?: ComponentType<StepValue>;
  /** Shows where a field of it came from. */
  readonly showOrigin?: (
    value: StepValue & { readonly field: readonly (string | number)[] },
  ) => void;
  /** In the menu of a value, by the expression that gives it. */
  readonly valueItems?: ComponentType<{
    readonly expression: string;
    readonly pin?: { readonly step: string; readonly value: JsonValue } | undefined;
  }>;
  /** Beside the state of a step. */
  readonly whyButton?: ComponentType<StepValuePlace>;
}

export const RunDataSlotsContext = createContext<RunDataSlots>({});

export function useValueActions(): RunDataSlots {
  return useContext(RunDataSlotsContext);
}
