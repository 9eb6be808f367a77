import type { AppErrorData } from '@shared/errors/app-error';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { DocumentLanguage, Parsed } from './language';

/** Time as the document sees it; a parameter, so that tests hold the clock. */
export interface Timers {
  readonly now: () => number;
  readonly setTimer: (run: () => void, delay: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
}

export interface DocumentDeps<P extends Parsed, Edit> {
  readonly documents: Pick<
    Client<Contract>['documents'],
    'open' | 'save' | 'saveAs' | 'saveDraft' | 'discardDraft' | 'trust'
  >;
  readonly language: DocumentLanguage<P, Edit>;
  readonly timers: Timers;
  readonly onAutosaveFailed: (error: AppErrorData) => void;
  readonly onSaveFailed: (error: AppErrorData) => void;
}
