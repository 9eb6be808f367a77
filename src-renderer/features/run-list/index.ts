// The public face of the list of runs over all workflows.
export { runListCommands } from './run-list-commands';
export { showRun, subscribeToRunList } from './run-list';
export { RunPanel } from './run-panel';
export { RemoveRunDialog } from './run-removal';
export { RunsScreen } from './runs-screen';
