// The public face of the runs feature.
export { HistoryPanel } from './history-panel';
export { LogPanel } from './log-panel';
export { requestRun } from './launcher-store';
export { RunClock } from './run-clock';
export { runCommands } from './run-commands';
export { RunControls } from './run-controls';
export { RunLauncher } from './run-launcher';
export { statusText } from './run-status';
export { runsStore, subscribeToRuns, useRuns } from './runs';
export { StatusIcon } from './status-icon';
export { StepDataPanel } from './step-data-panel';
export type { StepRuns } from './step-index';
export { useShownRun, useStepRuns } from './use-step-runs';
