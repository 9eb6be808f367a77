import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { Approval } from '@shared/ipc/approvals';
import type { Contract } from '@shared/ipc/contract';
import type { Client } from '@shared/ipc/define-contract';
import type { PendingDecision } from '@shared/ipc/runs';
import type { JsonValue } from '@shared/lib/json';
import type { InterruptDecision } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import { applyRunEvents } from '@shared/runs/reducer';
import type { RunState, StepRun } from '@shared/runs/state';
import { createStore, type StoreApi } from 'zustand/vanilla';

// What waits for the person at this machine: approvals of every workflow, and steps that were
// interrupted and need a decision.

export type InboxItem =
  | { readonly type: 'approval'; readonly key: string; readonly approval: Approval }
  | { readonly type: 'decision'; readonly key: string; readonly decision: PendingDecision };

export interface InboxState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Decisions first: nothing goes on before them. Oldest first within each. */
  readonly items: readonly InboxItem[];
  readonly error: AppErrorData | null;
  readonly open: boolean;
  readonly selected: string | null;
  /** An answer is on its way. */
  readonly sending: boolean;
}

export interface AnswerContent {
  readonly data?: JsonValue;
  readonly comment?: string;
}

export interface InboxActions {
  load(): Promise<void>;
  /** Opens it, at an item when one is given. */
  show(key?: string): void;
  hide(): void;
  select(key: string): void;
  /** Null when it worked, else why not. */
  answer(
    approval: Approval,
    action: 'approve' | 'reject',
    content: AnswerContent,
  ): Promise<AppErrorData | null>;
  postpone(approval: Approval, deadline: number | null): Promise<AppErrorData | null>;
  decide(
    decision: PendingDecision,
    choice: InterruptDecision,
    output?: JsonValue,
  ): Promise<AppErrorData | null>;
  /** The step run a decision is about: its input and its key. */
  stepRun(decision: PendingDecision): Promise<StepRun | null>;
}

export interface InboxStore extends StoreApi<InboxState>, InboxActions {}

export interface InboxDeps {
  readonly approvals: Pick<Client<Contract>['approvals'], 'list' | 'answer' | 'postpone'>;
  readonly runs: Pick<Client<Contract>['runs'], 'decisions' | 'decide' | 'events'>;
}

/** Identity of an item: where in which run its step stands. */
export function itemKey(address: {
  readonly runId: string;
  readonly path: StepRun['path'];
  readonly step: string;
}): string {
  return `${address.runId} ${stepRunKey(address.path, address.step)}`;
}

const eventPage = 5_000;

export function createInboxStore({ approvals, runs }: InboxDeps): InboxStore {
  const store = createStore<InboxState>(() => ({
    status: 'loading',
    items: [],
    error: null,
    open: false,
    selected: null,
    sending: false,
  }));
  const { getState, setState } = store;
  let reading = false;
  let readAgain = false;

  /** Many changes at once cost two readings, not one each. */
  async function load(): Promise<void> {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    do {
      readAgain = false;
      await read();
    } while (readAgain);
    reading = false;
  }

  async function read(): Promise<void> {
    try {
      const [asked, interrupted] = await Promise.all([approvals.list({}), runs.decisions({})]);
      const items: InboxItem[] = [
        ...interrupted.map((decision) => ({
          type: 'decision' as const,
          key: itemKey(decision),
          decision,
        })),
        ...asked.map((approval) => ({
          type: 'approval' as const,
          key: itemKey(approval),
          approval,
        })),
      ];
      setState({ status: 'ready', error: null, items, selected: keep(items) });
    } catch (error) {
      setState({ status: 'failed', error: toErrorData(error) });
    }
  }

  /** The selected item while it is there, else the one that took its place. */
  function keep(items: readonly InboxItem[]): string | null {
    const { items: before, selected } = getState();
    if (items.some(({ key }) => key === selected)) return selected;
    const at = Math.max(
      0,
      before.findIndex(({ key }) => key === selected),
    );
    return (items[at] ?? items.at(-1))?.key ?? null;
  }

  async function send(call: () => Promise<unknown>): Promise<AppErrorData | null> {
    if (getState().sending) return null;
    setState({ sending: true });
    try {
      await call();
      return null;
    } catch (error) {
      return toErrorData(error);
    } finally {
      setState({ sending: false });
      await load();
    }
  }

  return {
    ...store,
    load,
    show(key) {
      const { items, selected } = getState();
      const wanted = key ?? selected ?? items[0]?.key ?? null;
      setState({ open: true, selected: wanted });
      void load();
    },
    hide: () => setState({ open: false }),
    select: (selected) => setState({ selected }),
    answer: ({ runId, path, step }, action, { data, comment }) =>
      send(() =>
        approvals.answer({
          runId,
          path,
          step,
          action,
          ...(data !== undefined && { data }),
          ...(comment !== undefined && comment !== '' && { comment }),
        }),
      ),
    postpone: ({ runId, path, step }, deadline) =>
      send(() => approvals.postpone({ runId, path, step, deadline })),
    decide: ({ runId, path, step }, decision, output) =>
      send(() =>
        runs.decide({ runId, path, step, decision, ...(output !== undefined && { output }) }),
      ),
    async stepRun({ runId, path, step }) {
      let state: RunState | null = null;
      for (;;) {
        const after: number = state?.lastSeq ?? 0;
        const page = await runs.events({ runId, after, limit: eventPage });
        if (page.events.length > 0) state = applyRunEvents(state, page.events);
        if (page.events.length === 0 || (state?.lastSeq ?? 0) >= page.lastSeq) break;
      }
      return state?.steps.get(stepRunKey(path, step)) ?? null;
    },
  };
}
