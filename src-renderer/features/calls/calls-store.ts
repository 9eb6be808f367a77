import { createStore } from 'zustand/vanilla';
import type { CalledSet } from '@shared/workflow/calls/called-set';
import type { ValidateOptions } from '@shared/workflow/validate/validation';

/** What the open workflow calls, as far as main has said. */
export interface CallsState {
  /** Names the answer; null before there is one. */
  readonly stamp: string | null;
  readonly set: CalledSet | null;
  /** The answer for the validator and for types; another object for another answer. */
  readonly known: Pick<ValidateOptions, 'resolveWorkflow' | 'self'>;
}

export const noCalls: CallsState = { stamp: null, set: null, known: {} };

export const callsStore = createStore<CallsState>(() => noCalls);
