import type { IdSource } from '@shared/lib/ids';
import type { Clock, ExecutableKind } from '../engine/types';
import type { StepHost } from '../steps/step-host';
import type { AtMoment } from '../storage/journal-moments';
import type { ThreadOptions } from '../storage/thread/thread-writer';
import type { ServiceEvents } from './service-events';

/** Asks the user for files; null when they think better of it. */
export interface FileDialogs {
  openWorkflow(): Promise<string | null>;
  saveWorkflow(suggestedName: string): Promise<string | null>;
  savePicture(suggestedName: string, format: 'svg' | 'png'): Promise<string | null>;
  saveCase(suggestedName: string): Promise<string | null>;
  openCase(): Promise<string | null>;
  saveReport(suggestedName: string): Promise<string | null>;
  choosePath(
    purpose: 'open' | 'save',
    title: string,
    suggestedName?: string,
  ): Promise<string | null>;
  /** Shows a file in the system's file manager. */
  showInFolder?(path: string): void;
}

/** What the services give to the runners of steps. */
export type ServiceHost = Required<Pick<StepHost, 'topics' | 'workflows'>>;

/** What the composition roots give to the services. */
export interface ServiceOptions {
  readonly profileFolder: string;
  /** One folder per sample with a `*.stepwell.yaml` in it. */
  readonly samplesFolder: string;
  readonly createKinds: (host: ServiceHost) => ReadonlyMap<string, ExecutableKind>;
  /** All environment variables; a run sees those that its workflow names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Without one (the command line), what would ask the user is cancelled. */
  readonly dialogs?: FileDialogs;
  readonly events?: Partial<ServiceEvents>;
  /**
   * Files that workflows call are trusted: whoever uses this process named the file that calls them.
   * Else they are as trusted as their content.
   */
  readonly trustFiles?: boolean;
  /**
   * Runs that processes which are gone left behind go on in this one. The studio does so; a command
   * that is soon over must not, because they would stop again with it.
   */
  readonly resumeRuns?: boolean;
  /** The thread that writes the history when there is much of it; without it this thread does. */
  readonly storageThread?: ThreadOptions;
  /** Who starts the runs of debug adapters; `studio` when absent. */
  readonly debugAs?: string;
  /** For proofs that end the process while something is being kept. */
  readonly atMoment?: AtMoment;
  /** For tests; else the machine's. */
  readonly clock?: Clock;
  readonly ids?: IdSource;
  /** Faults that nobody waits for, e.g. a backup that could not be made. */
  readonly onFault?: (error: unknown) => void;
}
