import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { Services } from '../../services/create-services';
import { createAppHandlers, type DesktopPort } from './app';
import { createApprovalHandlers } from './approvals';
import { createBreakpointHandlers } from './breakpoints';
import { createCaseHandlers } from './cases';
import { createDebugHandlers } from './debug';
import { createDocumentHandlers } from './documents';
import { createLibraryHandlers } from './library';
import { createRunHandlers } from './runs';
import { createSettingsHandlers } from './settings';
import { createStorageHandlers } from './storage';
import { createTopicHandlers } from './topics';

/** Everything the window can ask for. A call without a handler does not compile. */
export function createHandlers(services: Services, desktop: DesktopPort): Handlers<Contract> {
  return {
    app: createAppHandlers(desktop),
    library: createLibraryHandlers(services.library, services.libraryOrder, services.search),
    documents: createDocumentHandlers(services.documents, services.called),
    runs: createRunHandlers(services.runs, services.runStatistics),
    approvals: createApprovalHandlers(services.approvals),
    topics: createTopicHandlers(services.topics),
    debug: createDebugHandlers(services.debug),
    breakpoints: createBreakpointHandlers(services.breakpoints),
    cases: createCaseHandlers(services.cases),
    storage: createStorageHandlers(services.storage),
    settings: createSettingsHandlers(services.settings),
  };
}
