export { behaviourProblems } from './behaviour/behaviour-problems';
export { followRenames } from './drafts/follow-renames';
export { keptDrafts, type KeptDraft } from './drafts/kept-drafts';
export { expressionHostOf } from './expressions/host-of-step';
export { focusSetting } from './focus-setting';
export { StepCodePane } from './code-pane/step-code-pane';
export { Inspector } from './inspector';
export { workflowProblems } from './workflow-settings/workflow-problems';
export { ProblemFixes } from './problem-fixes';
