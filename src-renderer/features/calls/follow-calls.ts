import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { WorkflowId } from '@shared/lib/ids';
import type { CalledReader } from '@shared/workflow/calls/called-set';
import type { StoreApi } from 'zustand/vanilla';
import { type CallsState, noCalls } from './calls-store';

export interface FollowDeps {
  readonly store: StoreApi<CallsState>;
  readonly called: Client<Contract>['documents']['called'];
  readonly reader: CalledReader;
  readonly setTimer: (run: () => void, delay: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  /** The answer is another one than before. */
  readonly onChanged: () => void;
}

/** What of the open document matters here. */
export interface CallingDocument {
  readonly id: WorkflowId | null;
  /** Its file, from which paths start. */
  readonly path: string | null;
  readonly references: readonly string[];
}

export interface CallFollower {
  /** The document, after every change of it. */
  show(document: CallingDocument): void;
  /** Something that the answer came from may have changed; of any document when null. */
  changed(id: WorkflowId | null): void;
  close(): void;
}

/** Typing a reference letter by letter asks once. */
const quiet = 150;

/** Keeps the answer to what the open document calls in step with it and with the files behind it. */
export function createCallFollower(deps: FollowDeps): CallFollower {
  const { store } = deps;
  let shown: CallingDocument = { id: null, path: null, references: [] };
  let shownKey = '';
  let timer: unknown;
  let asking = 0;
  /** Main watches files for the answer it gave: it is told when none is wanted any more. */
  let isWatched = false;

  function schedule(): void {
    deps.clearTimer(timer);
    timer = deps.setTimer(() => void ask(), quiet);
  }

  async function ask(): Promise<void> {
    const { id, references } = shown;
    asking += 1;
    const mine = asking;
    if (id === null || (references.length === 0 && !isWatched)) return;
    isWatched = references.length > 0;
    try {
      const { stamp } = store.getState();
      const answer = await deps.called({ id, references: [...references], seen: stamp });
      if (mine !== asking || answer.set === null) return;
      const { set } = answer;
      store.setState({ stamp: answer.stamp, set, known: deps.reader.read(set) });
      deps.onChanged();
    } catch {
      // The workflow may just have been removed, or main is busy: the next change asks again, and a
      // run looks for itself.
    }
  }

  return {
    show(document) {
      const key = JSON.stringify([document.id, document.path, document.references]);
      if (key === shownKey) return;
      const isOther = document.id !== shown.id;
      shown = document;
      shownKey = key;
      if (isOther) {
        asking += 1;
        if (store.getState() !== noCalls) store.setState(noCalls, true);
      }
      schedule();
    },
    changed(id) {
      if (shown.references.length === 0 || (id !== null && id !== shown.id)) return;
      schedule();
    },
    close() {
      deps.clearTimer(timer);
      asking += 1;
    },
  };
}
