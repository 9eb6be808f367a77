import { workflowIdSchema } from '@shared/lib/ids';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { documentStore } from '../features/document/index';
import {
  lastWorkflowKey,
  libraryStore,
  openWorkflow,
  showLibrary,
} from '../features/library/index';
import { followTheme, keymapOf, settingsStore } from '../features/settings/index';
import { followTabs } from '../features/tabs/index';
import { workbench } from '../features/workbench/index';
import { ipc } from '../ipc/client';
import { showToast } from '../ui/toast';
import { App } from './app';
import { installShortcuts } from './commands/install-shortcuts';
import { setShownPlatform } from './platform';
import { showUncaughtErrors, subscribe } from './subscriptions';

/** Starts the window: settings first, so that the first frame is the right one. */
export async function start(root: HTMLElement): Promise<void> {
  showUncaughtErrors(window);
  subscribe();
  const [info] = await Promise.all([ipc.app.info({}), settingsStore.load()]);
  setShownPlatform(info.platform === 'darwin' ? 'mac' : 'other');
  followTheme();
  workbench.restore();
  followTabs();
  installShortcuts(window);

  const content = Promise.all([libraryStore.load(), reopenLast()]);
  createRoot(root).render(
    <StrictMode>
      <App info={info} />
    </StrictMode>,
  );
  const { unreadable } = keymapOf(settingsStore.getState().keys);
  if (unreadable.length > 0) {
    showToast('Some of your keyboard shortcuts could not be read', 'warning', {
      description: 'Those commands have their usual keys; what was stored is kept.',
      action: { label: 'Look', onSelect: () => workbench.showSettings('keyboard') },
      duration: Infinity,
    });
  }
  for (const notice of info.notices) showToast(notice, 'info', { duration: Infinity });
  await content;
  await painted();
  // What the start-up figure of `npm run bench` is measured to.
  performance.mark('stepwell:usable');
  await ipc.app.ready({});
}

/** The workflow that was on screen when the window was closed, unless it is gone. */
async function reopenLast(): Promise<void> {
  const last = workflowIdSchema.safeParse(settingsStore.getState().view[lastWorkflowKey]);
  if (!last.success) return;
  await openWorkflow(last.data);
  const { id, status } = documentStore.getState();
  if (id === last.data && status === 'failed') showLibrary();
}

/** Resolves after the next frame has been handed to the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
