import { toErrorData } from '@shared/errors/app-error';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DapRequests } from '../dap/stepwell-protocol';
import type { TreeNode } from '../variables/tree-node';
import {
  createVariableTree,
  type ReadVariables,
  type VariableTree,
} from '../variables/variable-tree';

// Expressions that are evaluated at every stop.

export interface WatchState {
  readonly expressions: readonly string[];
}

export interface WatchStore extends StoreApi<WatchState> {
  readonly tree: VariableTree;
  /** Takes the expressions of another workflow. */
  restore(expressions: readonly string[]): void;
  add(expression: string): void;
  replace(at: number, expression: string): void;
  remove(at: number): void;
  removeAll(): void;
  /** Evaluates all in a frame; null: there is none, and nothing has a value. */
  evaluate(frame: number | null): Promise<void>;
}

export interface WatchDeps {
  readonly read: ReadVariables;
  readonly evaluate: (
    expression: string,
    frame: number | null,
  ) => Promise<DapRequests['evaluate'][1]>;
  readonly remember: (expressions: readonly string[]) => void;
}

export function createWatchStore({ read, evaluate, remember }: WatchDeps): WatchStore {
  const store = createStore<WatchState>(() => ({ expressions: [] }));
  const tree = createVariableTree(read);
  let evaluating = 0;
  let frameNow: number | null = null;

  function apply(expressions: readonly string[]): void {
    store.setState({ expressions });
    remember(expressions);
  }

  async function nodeOf(expression: string, frame: number | null): Promise<TreeNode> {
    const named = { key: watchKey(expression), name: expression, expression };
    if (frame === null) return { ...named, value: 'not available', reference: 0, failed: true };
    try {
      const result = await evaluate(expression, frame);
      return {
        ...named,
        value: result.result,
        reference: result.variablesReference,
        ...(result.type !== undefined && { type: result.type }),
        ...(result.indexedVariables !== undefined && { indexed: result.indexedVariables }),
        ...(result.namedVariables !== undefined && { named: result.namedVariables }),
        ...(result.presentationHint?.lazy === true && { lazy: true }),
      };
    } catch (error) {
      return { ...named, value: toErrorData(error).message, reference: 0, failed: true };
    }
  }

  async function run(frame: number | null): Promise<void> {
    evaluating += 1;
    const own = evaluating;
    frameNow = frame;
    const { expressions } = store.getState();
    const roots = await Promise.all(expressions.map((expression) => nodeOf(expression, frame)));
    if (own === evaluating) tree.setRoots(roots);
  }

  return {
    ...store,
    tree,
    restore(expressions) {
      store.setState({ expressions });
      void run(frameNow);
    },
    add(expression) {
      const wanted = expression.trim();
      const { expressions } = store.getState();
      if (wanted === '' || expressions.includes(wanted)) return;
      apply([...expressions, wanted]);
      void run(frameNow);
    },
    replace(at, expression) {
      const wanted = expression.trim();
      const { expressions } = store.getState();
      const others = expressions.filter((_, index) => index !== at);
      if (wanted === '' || others.includes(wanted)) apply(others);
      else apply(expressions.map((known, index) => (index === at ? wanted : known)));
      void run(frameNow);
    },
    remove(at) {
      apply(store.getState().expressions.filter((_, index) => index !== at));
      void run(frameNow);
    },
    removeAll() {
      apply([]);
      void run(frameNow);
    },
    evaluate: run,
  };
}

/** The key of a watch's root. */
export function watchKey(expression: string): string {
  return `watch ${expression.replaceAll('/', '~1')}`;
}
