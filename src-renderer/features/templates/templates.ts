import { toErrorData } from '@shared/errors/app-error';
import type { SampleEntry } from '@shared/ipc/library';
import { createStore, useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { libraryStore, openWorkflow } from '../library/index';

interface TemplatesState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly templates: readonly SampleEntry[];
  /** Reads them the first time; they come with the program and do not change. */
  load(): Promise<void>;
}

export const templatesStore = createStore<TemplatesState>()((set, get) => ({
  status: 'loading',
  templates: [],
  async load() {
    if (get().status === 'ready') return;
    set({ status: 'loading' });
    try {
      set({ status: 'ready', templates: await ipc.library.samples({}) });
    } catch (error) {
      set({ status: 'failed' });
      showErrorToast(toErrorData(error), 'The templates could not be read');
    }
  },
}));

export function useTemplates(): TemplatesState {
  return useStore(templatesStore);
}

/** Makes a copy of a template, with its data, and opens it. */
export async function startFromTemplate(id: string): Promise<void> {
  try {
    await openWorkflow(await libraryStore.create({ sample: id }));
  } catch (error) {
    showErrorToast(toErrorData(error), 'The template was not opened');
  }
}
