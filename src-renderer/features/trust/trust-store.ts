import { toErrorData } from '@shared/errors/app-error';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { announce } from '../../ui/announcer';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore } from '../document';

interface TrustState {
  /** The list of what the workflow would do is open. */
  readonly looking: boolean;
}

export const trustStore = createStore<TrustState>()(() => ({ looking: false }));

export function useTrust<T>(selector: (state: TrustState) => T): T {
  return useStore(trustStore, selector);
}

export function setLooking(looking: boolean): void {
  trustStore.setState({ looking });
}

/** Trusts the open workflow as it stands. */
export async function trustWorkflow(): Promise<void> {
  try {
    if (!(await documentStore.trust())) return;
    setLooking(false);
    announce('The workflow is trusted');
  } catch (error) {
    showErrorToast(toErrorData(error), 'The workflow could not be trusted');
  }
}
