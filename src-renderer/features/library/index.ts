export { libraryCommands } from './commands/library-commands';
export { FileDrop } from './file-drop';
export { LibraryPanel } from './library-panel';
export { LibraryScreen } from './library-screen';
export { libraryStore, useLibrary } from './library';
export { lastWorkflowKey, openWorkflow, showLibrary } from './open-workflow';
