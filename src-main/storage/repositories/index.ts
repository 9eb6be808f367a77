import type { Database } from '../database';
import { type BlobsRepository, createBlobsRepository } from './blobs';
import { type BreakpointsRepository, createBreakpointsRepository } from './breakpoints';
import { createEventsRepository, type EventsRepository } from './events';
import { createLibraryOrderRepository, type LibraryOrderRepository } from './library-order';
import { createRunsRepository, type RunsRepository } from './runs';
import { createTopicsRepository, type TopicsRepository } from './topics';
import { createVersionsRepository, type VersionsRepository } from './versions';
import { createWaitsRepository, type WaitsRepository } from './waits';
import { createWorkflowsRepository, type WorkflowsRepository } from './workflows';

/** What use cases about runs read and write, over one connection. */
export interface Repositories {
  readonly workflows: WorkflowsRepository;
  readonly libraryOrder: LibraryOrderRepository;
  readonly versions: VersionsRepository;
  readonly runs: RunsRepository;
  readonly eventLog: EventsRepository;
  readonly blobs: BlobsRepository;
  readonly waits: WaitsRepository;
  readonly topics: TopicsRepository;
  readonly breakpoints: BreakpointsRepository;
}

export function createRepositories(database: Database): Repositories {
  return {
    workflows: createWorkflowsRepository(database),
    libraryOrder: createLibraryOrderRepository(database),
    versions: createVersionsRepository(database),
    runs: createRunsRepository(database),
    eventLog: createEventsRepository(database),
    blobs: createBlobsRepository(database),
    waits: createWaitsRepository(database),
    topics: createTopicsRepository(database),
    breakpoints: createBreakpointsRepository(database),
  };
}
