import { appContract } from './app';
import { approvalsContract } from './approvals';
import { breakpointsContract } from './breakpoints';
import { casesContract } from './cases';
import { debugContract } from './debug';
import type { ContractShape } from './define-contract';
import { documentsContract } from './documents';
import { libraryContract } from './library';
import { runsContract } from './runs';
import { settingsContract } from './settings';
import { storageContract } from './storage';
import { topicsContract } from './topics';

/** Everything that crosses between the renderer and main. Adding a call: see CONTRIBUTING.md. */
export const contract = {
  app: appContract,
  library: libraryContract,
  documents: documentsContract,
  runs: runsContract,
  approvals: approvalsContract,
  topics: topicsContract,
  debug: debugContract,
  breakpoints: breakpointsContract,
  cases: casesContract,
  storage: storageContract,
  settings: settingsContract,
} as const satisfies ContractShape;

export type Contract = typeof contract;
