import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { createInboxStore, type InboxState } from './inbox-store';

export const inboxStore = createInboxStore({ approvals: ipc.approvals, runs: ipc.runs });

export function useInbox<T>(selector: (state: InboxState) => T): T {
  return useStore(inboxStore, selector);
}

/** Keeps the inbox in step with main; called once, from app/subscriptions. Returns how to stop. */
export function subscribeToInbox(): () => void {
  const read = (): void => void inboxStore.load();
  read();
  const stops = [
    ipc.approvals.onChanged(read),
    ipc.topics.onWaitsChanged(read),
    // A run that is interrupted, or goes on, changes what has to be decided.
    ipc.runs.onChanged(read),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
