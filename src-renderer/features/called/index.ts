// Workflows that a run called: opened with the values that they had in that run.
export { callerOf, type IsCalled, startsWith } from './call-path';
export { type Caller, callersStore, rememberCaller } from './callers';
export { calledFile, calledName } from './called-workflow';
export { CalledBar } from './called-bar';
export { calledCommands } from './called-commands';
export { callerHere, isBelow, showCalledBy, showWorkflowAt } from './show-workflow-at';
