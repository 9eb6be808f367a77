import type { Contract } from '@shared/ipc/contract';
import type { Emitters } from '@shared/ipc/define-contract';
import type { ServiceEvents } from '../../services/service-events';
import { gatherMessages } from './gather-messages';

/** Sends what the services tell to the window. */
export function forwardEvents(emitters: Emitters<Contract>): ServiceEvents {
  return {
    libraryChanged: (ids) => emitters.library.onChanged({ ids: [...ids] }),
    fileChanged: (id, text, trusted) => emitters.documents.onFileChanged({ id, text, trusted }),
    calledChanged: (id) => emitters.documents.onCalledChanged({ id }),
    fileMissing: (id, missing) => emitters.documents.onFileMissing({ id, missing }),
    trustChanged: (id, trusted) => emitters.documents.onTrustChanged({ id, trusted }),
    settingsChanged: (settings) => emitters.settings.onChanged(settings),
    runEvents: (runId, events) => emitters.runs.onEvents({ runId, events: [...events] }),
    runChanged: (run) => emitters.runs.onChanged({ run }),
    runsRecovered: (runs) => emitters.runs.onRecovered({ runs }),
    waitsChanged(open) {
      emitters.approvals.onChanged({ open });
      emitters.topics.onWaitsChanged({});
    },
    storageChanged: (stalled) => emitters.storage.onChanged({ stalled }),
    breakpointsChanged: (workflowId, stops) =>
      emitters.breakpoints.onChanged({ workflowId, ...stops }),
    debugMessage: gatherMessages((session, messages) =>
      emitters.debug.onMessages({ session, messages }),
    ),
  };
}
