import { join } from 'node:path';
import type { WorkflowId } from '@shared/lib/ids';
import { systemClock } from '../engine/system-clock';
import { createJournal } from '../storage/journal';
import { openDatabase } from '../storage/open-database';
import { createBlobsRepository } from '../storage/repositories/blobs';
import { createEventsRepository } from '../storage/repositories/events';
import { createRunsRepository } from '../storage/repositories/runs';
import { createSettingsRepository } from '../storage/repositories/settings';
import { createTopicsRepository } from '../storage/repositories/topics';
import { createTrustRepository } from '../storage/repositories/trust';
import { createVersionsRepository } from '../storage/repositories/versions';
import { createWaitsRepository } from '../storage/repositories/waits';
import { createWorkflowsRepository } from '../storage/repositories/workflows';
import { createDocumentService, type DocumentService } from './document-service';
import { createDocumentTrust } from './document-trust';
import { createEventPublisher } from './event-publisher';
import { createFileWatcher } from './file-watcher';
import { createIdSource } from './id-source';
import { createLibraryService, type LibraryService } from './library-service';
import { recoverRuns } from './recover-runs';
import { createRunService, type RunService } from './run-service';
import { createSamples } from './samples';
import { noServiceEvents, type ServiceEvents } from './service-events';
import type { FileDialogs, ServiceOptions } from './service-ports';
import { createSettingsService, type SettingsService } from './settings-service';
import { createTopicService, type TopicService } from './topic-service';
import { createWorkflowLoader } from './workflow-loader';

export interface Services {
  readonly library: LibraryService;
  readonly documents: DocumentService;
  readonly runs: RunService;
  readonly topics: TopicService;
  readonly settings: SettingsService;
  /** What was found wrong at the start and mended, in words for the user. */
  readonly notices: readonly string[];
  /** Cancels runs, writes what waits, closes the data file. */
  close(): Promise<void>;
}

const noDialogs: FileDialogs = {
  openWorkflow: () => Promise.resolve(null),
  saveWorkflow: () => Promise.resolve(null),
  choosePath: () => Promise.resolve(null),
};

/** Opens a profile and everything on it; the studio and the command line both start here. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const { clock = systemClock, dialogs = noDialogs, onFault = () => undefined } = options;
  const now = () => clock.now();
  const ids = options.ids ?? createIdSource(now);
  const events: ServiceEvents = { ...noServiceEvents, ...options.events };
  const store = await openDatabase({ profile: options.profileFolder, now });
  const { database } = store;

  const workflows = createWorkflowsRepository(database);
  const versions = createVersionsRepository(database);
  const runs = createRunsRepository(database);
  const eventLog = createEventsRepository(database);
  const blobs = createBlobsRepository(database);

  const trust = createDocumentTrust(createTrustRepository(database), workflows, now);
  const tellLibrary = (workflow: WorkflowId | null) => {
    if (workflow !== null) events.libraryChanged([workflow]);
  };
  const publisher = createEventPublisher(clock, {
    events: (run, batch) => events.runEvents(run, batch),
    statusChanged(run) {
      const record = runs.find(run);
      if (!record) return;
      events.runChanged(record);
      tellLibrary(record.workflowId);
    },
  });
  const journal = createJournal(store, { onCommitted: (batch) => publisher.add(batch) });
  await recoverRuns(store, runs, journal, now);

  const watcher = createFileWatcher(clock, (id, text) => documents.fileChanged(id, text));
  const documents = createDocumentService({
    workflows,
    versions,
    trust,
    watcher,
    dialogs,
    events,
    now,
  });
  const library = createLibraryService({
    workflows,
    versions,
    trust,
    samples: createSamples(options.samplesFolder),
    samplesTarget: join(options.profileFolder, 'samples'),
    dialogs,
    ids,
    events,
    now,
  });
  const topics = createTopicService({
    topics: createTopicsRepository(database),
    waits: createWaitsRepository(database),
    now,
    onEmitted: () => undefined,
  });
  const kinds = options.createKinds({
    topics,
    workflows: createWorkflowLoader({
      workflows,
      versions,
      trust,
      kinds: () => kinds,
      trustFiles: options.trustFiles ?? false,
      now,
    }),
  });
  const runService = createRunService({
    runs,
    workflows,
    versions,
    eventLog,
    blobs,
    journal,
    kinds,
    environment: options.environment,
    clock,
    ids,
    onRunsChanged: tellLibrary,
  });
  const endMaintenance = store.maintain(onFault);

  return {
    library,
    documents,
    runs: runService,
    topics,
    settings: createSettingsService(createSettingsRepository(database), events, now),
    notices: store.notices,
    async close() {
      watcher.close();
      // A journal that stands still keeps no endings: the next start takes the runs up again.
      if (journal.stall) journal.close();
      await runService.close();
      journal.close();
      publisher.flush();
      const maintenanceEnded = endMaintenance();
      store.close();
      await maintenanceEnded;
    },
  };
}
