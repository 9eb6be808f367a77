export { libraryCommands } from './commands/library-commands';
export { FileDrop } from './file-drop';
export { askLibrary } from './library-dialogs-store';
export { LibraryDialogs } from './library-dialogs';
export { LibraryNav } from './library-nav';
export { LibraryPanel } from './library-panel';
export { LibraryScreen } from './library-screen';
export { libraryStore, useLibrary } from './library';
export { showInFolder } from './show-in-folder';
export { TrashScreen } from './trash-screen';
export {
  closeVersions,
  draftVersion,
  loadVersion,
  restoreVersion,
  showVersions,
  useVersions,
  type VersionKey,
} from './versions-store';
export { lastWorkflowKey, openWorkflow, showLibrary } from './open-workflow';
