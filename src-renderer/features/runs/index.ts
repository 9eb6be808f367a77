// The public face of the runs feature.
export { LogPanel } from './log-panel';
export { requestLaunch, requestRunWithOptions, requestSameRun } from './launcher-store';
export { speakRuns } from './speak-runs';
export { followStaleness } from './stale';
export { followUsualTimes } from './usual-times';
export { LiveRun } from './live-run';
export { runCommands } from './run-commands';
export { RunControls } from './run-controls';
export { RunTreePanel } from './run-tree-panel';
export { ResumeDialog } from './resume-dialog';
export { requestResume } from './resume-store';
export { RunLauncher } from './run-launcher';
export {
  latestOutput,
  useMomentTime,
  useEdgeBadge,
  useGroupBadge,
  usePortData,
  useStepBadge,
} from './run-view';
export type { GroupBadge } from './group-badge';
export type { PortWords } from './port-words';
export { effectsTag } from './effects-choice';
export { isOver as isRunOver, isResumable as isRunResumable, statusText } from './run-status';
export { runsStore, subscribeToRuns, useRuns } from './runs';
export type { BadgeState, StepBadge } from './step-badge';
export type { WaitKind } from './wait-words';
export { formatBytes } from './data/format-bytes';
export { clockText } from './wait-words';
export { bodyLookedAt, localsLookedAt, shownOutput } from './values-looked-at';
export { turnIteration, useFrameIterations } from './frame-iterations';
export { ValueView } from './data/value-view';
export { type InputDraft, draftOf, inputFields, parseDraft } from './input/input-fields';
export { SecretFields } from './input/secret-fields';
export { InputForm } from './input/input-form';
export { selectStepRun } from './select-step-run';
export { RunDataSlotsContext, type RunDataSlots } from './value-actions';
export { StatusIcon } from './status-icon';
export { StepDataPanel } from './step-data-panel';
export { useStepRuns } from './use-step-runs';
export { StepValuePanel } from './step-value-panel';
