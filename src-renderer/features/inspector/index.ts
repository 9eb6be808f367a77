export { expressionHostOf } from './expressions/host-of-step';
export { focusSetting } from './focus-setting';
export { Inspector } from './inspector';
export { ProblemFixes } from './problem-fixes';
