export { ProblemsPanel } from './problems-panel';
export { useProblemCounts } from './use-problem-counts';
