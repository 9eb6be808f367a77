import { toErrorData } from '@shared/errors/app-error';
import type { Settings } from '@shared/ipc/settings';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { createSettingsStore } from './settings-store';

export const settingsStore = createSettingsStore({
  settings: ipc.settings,
  setTimer: (run, delay) => window.setTimeout(run, delay),
  clearTimer: (timer) => window.clearTimeout(timer as number | undefined),
  onError: (error) => showErrorToast(toErrorData(error), 'A setting could not be stored'),
});

export function useSettings<T>(selector: (settings: Settings) => T): T {
  return useStore(settingsStore, selector);
}
