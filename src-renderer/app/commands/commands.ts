import { toErrorData } from '@shared/errors/app-error';
import { canvasCommands } from '../../features/canvas/index';
import { calledCommands } from '../../features/called/index';
import { debugCommands } from '../../features/debugger/index';
import { documentCommands } from '../../features/document/index';
import { flushPendingEdits } from '../../features/editors/index';
import { inboxCommands } from '../../features/inbox/index';
import { libraryCommands } from '../../features/library/index';
import { runCommands } from '../../features/runs/index';
import { keymapOf, settingsStore } from '../../features/settings/index';
import { timeCommands } from '../../features/time/index';
import { runListCommands } from '../../features/run-list/index';
import { sourceCommands } from '../../features/source/index';
import { searchCommands } from '../../features/search/index';
import { tabCommands } from '../../features/tabs/index';
import { tourCommands } from '../../features/tour/index';
import { navigationCommands } from '../../features/types/index';
import { trustCommands } from '../../features/trust/index';
import { showErrorToast } from '../../ui/error-toast';
import { shownPlatform } from '../platform';
import { createCommandRegistry } from './command-registry';
import { viewCommands } from './view-commands';

/** Every command of the window. A feature adds its own by exporting an array from its index.ts. */
export const commands = createCommandRegistry(
  [
    ...libraryCommands,
    ...documentCommands,
    // Before the run's own: Shift+F5 means the session while there is one.
    ...debugCommands,
    ...runCommands,
    ...timeCommands,
    ...calledCommands,
    ...runListCommands,
    ...inboxCommands,
    ...trustCommands,
    ...navigationCommands,
    ...canvasCommands,
    ...sourceCommands,
    ...searchCommands,
    ...tabCommands,
    ...viewCommands,
    ...tourCommands,
  ],
  {
    platform: shownPlatform,
    changedShortcuts: () => keymapOf(settingsStore.getState().keys).changed,
    beforeRun: flushPendingEdits,
    onError: (error, command) => showErrorToast(toErrorData(error), `“${command.title}” failed`),
  },
);
