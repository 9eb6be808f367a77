export { countsText, type ProblemCounts } from './problem-groups';
export { ProblemsPanel } from './problems-panel';
export { applyFix, showProblem } from './show-problem';
export { useProblemCounts } from './use-problem-counts';
