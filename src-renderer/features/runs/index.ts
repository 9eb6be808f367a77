// The public face of the runs feature.
export type { EdgeBadge } from './edge-badge';
export { HistoryPanel } from './history-panel';
export { LogPanel } from './log-panel';
export { requestRun } from './launcher-store';
export { RunClock } from './run-clock';
export { runCommands } from './run-commands';
export { RunControls } from './run-controls';
export { RunLauncher } from './run-launcher';
export { latestOutput, useEdgeBadge, useIterations, useStepBadge } from './run-view';
export { statusText } from './run-status';
export { runsStore, subscribeToRuns, useRuns } from './runs';
export type { BadgeState, StepBadge } from './step-badge';
export type { WaitKind } from './wait-words';
export { StatusIcon } from './status-icon';
export { StepDataPanel } from './step-data-panel';
export type { StepRuns } from './step-index';
export { useShownRun, useStepRuns } from './use-step-runs';
