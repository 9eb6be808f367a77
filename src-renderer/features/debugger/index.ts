// The public face of the debugger.
export { editBreakpointAt } from './breakpoints/breakpoint-editor-store';
export { renameOf } from './breakpoints/follow-rename';
export { BreakpointMark } from './canvas/breakpoint-mark';
export { BreakpointMenuItems } from './canvas/glyph-menu';
export { PauseLabel, StepPauseLabel, WirePauseLabel } from './canvas/pause-label';
export { PortGlyph } from './canvas/port-glyph';
export { OutputGlyph, StepGlyph, useHasWireGlyph, WireGlyph } from './canvas/step-glyph';
export {
  usePauseAmong,
  usePausedSteps,
  useStandsAt,
  useStepPause,
  useWirePause,
} from './canvas/use-pause-marks';
export { CompactGlyph } from './canvas/compact-glyph';
export { useBreakpointsIn } from './breakpoints/use-glyph';
export { useStepGlyphWords } from './canvas/use-glyph-words';
export { joinCode } from './code/join-code';
export { joinSourceDebugger } from './code/join-source';
export { revealLine } from './code/reveal-line';
export { debugCommands } from './commands/debug-commands';
export { DebugConsole } from './console/debug-console';
export {
  breakpointCount,
  breakpointsStore,
  debuggerStore,
  useDebugger,
  watchStore,
} from './debugger';
export { DebuggerDialogs } from './dialogs/debugger-dialogs';
export { requestFork } from './dialogs/fork-store';
export { parseJsonText } from './dialogs/json-text';
export { ChangedStrip } from './session/changed-strip';
export { debugRun } from './session/start';
export { DebugSideBar } from './sidebar/debug-side-bar';
export { subscribeToDebugger } from './subscribe';
export { DebugButton } from './toolbar/debug-button';
export { ExecuteButton } from './toolbar/execute-button';
export { DebugStatus, useDebugTone } from './toolbar/debug-status';
export { DebugToolbar } from './toolbar/debug-toolbar';
export { RecordedValueItems } from './variables/value-menu';
export { portPeek, wirePeek } from './values/peeks';
export { endPeek, startPeek } from './values/value-peek';
