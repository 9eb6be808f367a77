import { useStore } from 'zustand';
import { settingsStore } from '../settings/index';
import { createWorkbenchStore, type WorkbenchState } from './workbench-store';

export const workbench = createWorkbenchStore({
  readView: (key) => settingsStore.getState().view[key],
  writeView: settingsStore.setView,
});

export function useWorkbench<T>(selector: (state: WorkbenchState) => T): T {
  return useStore(workbench, selector);
}
