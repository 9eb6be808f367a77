export { countsText, type ProblemCounts } from './problem-groups';
export { ProblemsPanel } from './problems-panel';
export { showProblem } from './show-problem';
export { useProblemCounts } from './use-problem-counts';
