import { join } from 'node:path';
import type { WorkflowId } from '@shared/lib/ids';
import { systemClock } from '../engine/system-clock';
import { createJournal } from '../storage/journal';
import { openDatabase } from '../storage/open-database';
import { createRepositories } from '../storage/repositories';
import { createRunSearchRepository } from '../storage/repositories/run-search';
import { createSettingsRepository } from '../storage/repositories/settings';
import { createTrustRepository } from '../storage/repositories/trust';
import { readUsage } from '../storage/repositories/usage';
import { createRetention } from '../storage/retention';
import { createDebugConnections, type DebugConnections } from '../debugger/debug-connections';
import type { ApprovalService } from './approval-service';
import { type BreakpointService, createBreakpointService } from './breakpoint-service';
import { type CaseService, createCaseService } from './case-service';
import { type CalledWorkflowService, createCalledWorkflowService } from './called-workflow-service';
import { createRunServices } from './create-run-services';
import { type Daily, everyDay } from './daily';
import { createDebugHost } from './debug-host';
import { createDocumentService, type DocumentService } from './document-service';
import { createDocumentTrust } from './document-trust';
import { createEventPublisher } from './event-publisher';
import { createFileWatcher } from './file-watcher';
import { createIdSource } from './id-source';
import { createLibraryOrderService, type LibraryOrderService } from './library-order-service';
import { createLibraryService, type LibraryService } from './library-service';
import type { RunService } from './run-service';
import { createRunStatisticsService, type RunStatisticsService } from './run-statistics-service';
import { createSamples } from './samples';
import { noServiceEvents, type ServiceEvents } from './service-events';
import type { FileDialogs, ServiceOptions } from './service-ports';
import { createSearchService, type SearchService } from './search-service';
import { createSettingsService, type SettingsService } from './settings-service';
import { createStorageService, type StorageService } from './storage-service';
import { createTopicService, type TopicService } from './topic-service';
import { definitionsOf } from './runnable-workflow';
import { createWorkflowLoader } from './workflow-loader';
import { createWorkflowPlaces, type WorkflowPlaces } from './workflow-places';

export interface Services {
  readonly library: LibraryService;
  readonly libraryOrder: LibraryOrderService;
  readonly search: SearchService;
  readonly documents: DocumentService;
  /** What the workflow in the editor calls. */
  readonly called: CalledWorkflowService;
  /** Where references to other workflows lead. */
  readonly places: WorkflowPlaces;
  readonly runs: RunService;
  readonly runStatistics: RunStatisticsService;
  readonly approvals: ApprovalService;
  readonly topics: TopicService;
  readonly breakpoints: BreakpointService;
  /** The studio's connections to debug adapters. */
  readonly debug: DebugConnections;
  readonly cases: CaseService;
  readonly storage: StorageService;
  readonly settings: SettingsService;
  /** What was found wrong at the start and mended, in words for the user. */
  readonly notices: readonly string[];
  /**
   * Lets runs go on that processes which are gone left behind, when this process is one that does
   * (`resumeRuns`). Called when the window is there; whatever has to do with runs waits for it.
   */
  recover(): Promise<void>;
  /** Lets go of runs, which go on at the next start, writes what waits, closes the data file. */
  close(): Promise<void>;
}

const noDialogs: FileDialogs = {
  openWorkflow: () => Promise.resolve(null),
  saveWorkflow: () => Promise.resolve(null),
  savePicture: () => Promise.resolve(null),
  saveCase: () => Promise.resolve(null),
  openCase: () => Promise.resolve(null),
  saveReport: () => Promise.resolve(null),
  choosePath: () => Promise.resolve(null),
};

/** Opens a profile and everything on it; the studio and the command line both start here. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const { clock = systemClock, dialogs = noDialogs, onFault = () => undefined } = options;
  const now = () => clock.now();
  const ids = options.ids ?? createIdSource(now);
  const events: ServiceEvents = { ...noServiceEvents, ...options.events };
  const store = await openDatabase({
    profile: options.profileFolder,
    now,
    atMoment: options.atMoment,
  });
  const { database } = store;
  const repositories = createRepositories(database);
  const { workflows, versions } = repositories;
  const trust = createDocumentTrust(createTrustRepository(database), workflows, now);

  const tellLibrary = (workflow: WorkflowId | null) => {
    if (workflow !== null) events.libraryChanged([workflow]);
  };
  const publisher = createEventPublisher(clock, {
    events: (run, batch) => events.runEvents(run, batch),
    statusChanged(run) {
      if (!repositories.runs.find(run)) return;
      const summary = runServices.runs.get(run);
      events.runChanged(summary);
      tellLibrary(summary.workflowId);
    },
    waitsChanged: () => events.waitsChanged(runServices.approvals.list().length),
  });
  const journal = createJournal(store, {
    onCommitted(batch) {
      publisher.add(batch);
      runServices.committed(batch);
    },
    onStall: (stall) => events.storageChanged(storage.stallChanged(stall)),
    thread: options.storageThread,
    atMoment: options.atMoment,
    onThreadLost: onFault,
  });
  const settings = createSettingsService(createSettingsRepository(database), events, now);
  const storage = createStorageService({
    journal: () => journal,
    usage: () => readUsage(database),
    retention: createRetention(database),
    topics: repositories.topics,
    limits: () => settings.get().retention,
    now,
  });

  const watcher = createFileWatcher(clock, {
    onChanged: (id, text) => documents.fileChanged(id, text),
    onMissing: (id, missing) => events.fileMissing(id, missing),
  });
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
    statusOf: (run) => runServices.runs.get(run).status,
    now,
  });
  const libraryOrder = createLibraryOrderService({
    order: repositories.libraryOrder,
    workflows,
    versions,
    events,
    now,
  });
  const topics = createTopicService({
    topics: repositories.topics,
    waits: repositories.waits,
    now,
    onEmitted: () => runServices.poke(),
  });
  const places = createWorkflowPlaces({ workflows, versions });
  const kinds = options.createKinds({
    topics,
    workflows: createWorkflowLoader({
      places,
      versions,
      trust,
      kinds: () => kinds,
      trustFiles: options.trustFiles ?? false,
      now,
    }),
  });
  const called = createCalledWorkflowService({
    workflows,
    places,
    kinds: () => definitionsOf(kinds),
    clock,
    events,
  });
  const runServices = createRunServices({
    store,
    repositories,
    places,
    journal,
    trust,
    kinds,
    environment: options.environment,
    clock,
    ids,
    resumeRuns: options.resumeRuns ?? false,
    onRunsChanged: tellLibrary,
    onRecovered: (count) => events.runsRecovered(count),
    onWaitsChanged: () => publisher.waitsChanged(),
    onFault,
  });
  const breakpoints = createBreakpointService({
    workflows,
    breakpoints: repositories.breakpoints,
    events,
    now,
  });
  const debug = createDebugConnections({
    host: createDebugHost({
      live: runServices.debug,
      runs: runServices.runs,
      versions,
      workflows,
      blobs: repositories.blobs,
      kinds,
      environment: options.environment,
      ids,
      startedBy: options.debugAs ?? 'studio',
    }),
    send: (client, message) => events.debugMessage(client, message),
    onFault,
  });
  const cases = createCaseService({
    ...repositories,
    journal,
    library,
    breakpoints,
    dialogs,
    definitionOf: (kind) => kinds.get(kind)?.definition,
    newRunId: () => ids.runId(),
    now,
  });
  const endMaintenance = store.maintain(onFault);
  let retention: Daily | undefined;

  return {
    library,
    libraryOrder,
    search: createSearchService(repositories.workflows, repositories.versions),
    documents,
    called,
    places,
    runs: runServices.runs,
    runStatistics: createRunStatisticsService({
      runSearch: createRunSearchRepository(database),
      runs: runServices.runs,
    }),
    approvals: runServices.approvals,
    topics,
    breakpoints,
    cases,
    debug,
    storage,
    settings,
    notices: store.notices,
    async recover() {
      await runServices.recover();
      retention ??= everyDay(clock, () => storage.prune(), onFault);
    },
    async close() {
      // Called off first: a check of a large file takes a while to leave.
      const maintenanceEnded = endMaintenance();
      watcher.close();
      called.close();
      await debug.closeAll();
      const released = runServices.release();
      // What waits to be kept is kept now or never; runs that stand still stop.
      const closed = journal.close();
      await released;
      await closed;
      publisher.flush();
      await retention?.end();
      store.close();
      await maintenanceEnded;
    },
  };
}
