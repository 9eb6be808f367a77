export { ProblemsPanel } from './problems-panel';
export { speakProblems } from './speak-problems';
export { useProblemCounts } from './use-problem-counts';
