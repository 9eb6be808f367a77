import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { CaseService } from '../../services/case-service';

export function createCaseHandlers(cases: CaseService): Handlers<Contract>['cases'] {
  return {
    export: async (request) => {
      const path = await cases.export(request);
      return path === null ? null : { path };
    },
    open: () => cases.open(),
    openText: ({ name, text }) => cases.openText(name, text),
    report: async ({ runId }) => {
      const path = await cases.report(runId);
      return path === null ? null : { path };
    },
  };
}
