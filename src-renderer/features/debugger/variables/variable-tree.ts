import type { DebugProtocol } from '@vscode/debugprotocol';
import { toErrorData } from '@shared/errors/app-error';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { pagesOf, pageSize } from './pages';
import { isExpandable, nodeOfVariable, type TreeNode } from './tree-node';
import type { Parts } from './tree-rows';

// A tree of values that is read as it is opened. What is open stays open from stop to stop, and
// what differs from the stop before is known.

export interface VariableTreeState {
  readonly roots: readonly TreeNode[];
  readonly expanded: ReadonlySet<string>;
  readonly parts: ReadonlyMap<string, Parts>;
  /** Keys of values that differ from the ones before. */
  readonly changed: ReadonlySet<string>;
  /** Counts the sets of roots, so that a flash can start anew. */
  readonly generation: number;
}

export interface VariableTree extends StoreApi<VariableTreeState> {
  /** New roots: a new stop, or another frame. References of the old ones are void. */
  setRoots(roots: readonly TreeNode[], open?: readonly string[]): void;
  /** One root has another value, e.g. a watch that was evaluated. */
  replaceRoot(root: TreeNode): void;
  toggle(key: string): void;
  /** Fetches a value that is read on demand only. */
  reveal(node: TreeNode): Promise<void>;
  /** Reads everything that is open again, e.g. after a value was set. */
  refresh(): void;
}

export type ReadVariables = (
  args: DebugProtocol.VariablesArguments,
) => Promise<readonly DebugProtocol.Variable[]>;

export function createVariableTree(read: ReadVariables): VariableTree {
  let seen = new Map<string, { value: string; identity: string | undefined }>();

  const store = createStore<VariableTreeState>(() => ({
    roots: [],
    expanded: new Set(),
    parts: new Map(),
    changed: new Set(),
    generation: 0,
  }));
  const { getState, setState } = store;

  function setParts(key: string, parts: Parts): void {
    setState({ parts: new Map(getState().parts).set(key, parts) });
  }

  /** Remembers values, and marks those that were others before. */
  function compare(nodes: readonly TreeNode[]): void {
    const changed = new Set(getState().changed);
    for (const { key, value, identity, page, heading } of nodes) {
      if (page || heading) continue;
      const before = seen.get(key);
      if (before && before.identity === identity && before.value !== value) changed.add(key);
      seen.set(key, { value, identity });
    }
    if (changed.size !== getState().changed.size) setState({ changed });
  }

  async function load(node: TreeNode): Promise<void> {
    const { generation } = getState();
    const pages = pagesOf(node);
    const known = getState().parts.get(node.key);
    setParts(node.key, { status: 'loading', nodes: known?.nodes ?? [] });
    try {
      const nodes = pages ? [...(await readNamed(node)), ...pages] : await readAll(node);
      if (getState().generation !== generation) return;
      const own = nodes.map((child) => inherit(child, node));
      compare(own);
      setParts(node.key, { status: 'ready', nodes: own });
      for (const child of own) if (isOpen(child)) void load(child);
    } catch (error) {
      if (getState().generation !== generation) return;
      setParts(node.key, { status: 'failed', nodes: [], error: toErrorData(error).message });
    }
  }

  async function readAll(node: TreeNode): Promise<TreeNode[]> {
    const variables = await read({
      variablesReference: node.reference,
      ...(node.page && { filter: 'indexed', ...node.page }),
    });
    return variables.map((variable) => nodeOfVariable(variable, node.key, node.reference));
  }

  /** A long list may have a few names besides its items. */
  async function readNamed(node: TreeNode): Promise<TreeNode[]> {
    if (node.page || (node.named ?? 0) === 0) return [];
    const variables = await read({
      variablesReference: node.reference,
      filter: 'named',
      start: 0,
      count: pageSize,
    });
    return variables.map((variable) => nodeOfVariable(variable, node.key, node.reference));
  }

  function isOpen(node: TreeNode): boolean {
    return isExpandable(node) && getState().expanded.has(node.key);
  }

  function findNode(key: string): TreeNode | undefined {
    const { roots, parts } = getState();
    const root = roots.find((node) => node.key === key);
    if (root) return root;
    for (const { nodes } of parts.values()) {
      const found = nodes.find((node) => node.key === key);
      if (found) return found;
    }
    return undefined;
  }

  return {
    ...store,
    setRoots(roots, open = []) {
      const expanded = new Set([...getState().expanded, ...open]);
      // Values that are not shown now are not compared with what comes much later.
      const kept = new Set(roots.map((root) => root.key));
      seen = new Map([...seen].filter(([key]) => kept.has(rootOf(key))));
      const same = sameRoots(getState().roots, roots);
      setState({
        roots,
        expanded,
        // What is read anew stays until it has come: a tree that is emptied at each step flickers.
        parts: new Map(
          [...getState().parts]
            .filter(([key]) => same.has(rootOf(key)) && expanded.has(key))
            .map(([key, { nodes }]) => [key, { status: 'loading', nodes }] as const),
        ),
        changed: new Set(),
        generation: getState().generation + 1,
      });
      compare(roots);
      for (const root of roots) if (isOpen(root)) void load(root);
    },
    replaceRoot(root) {
      setState({ roots: getState().roots.map((old) => (old.key === root.key ? root : old)) });
      compare([root]);
      if (isOpen(root)) void load(root);
    },
    toggle(key) {
      const node = findNode(key);
      if (!node) return;
      const expanded = new Set(getState().expanded);
      const closing = expanded.delete(key);
      if (!closing) expanded.add(key);
      setState({ expanded });
      if (!closing && getState().parts.get(key)?.status !== 'ready') void load(node);
    },
    async reveal(node) {
      const [only] = await read({ variablesReference: node.reference });
      if (!only) return;
      const { name, key, parent } = node;
      const { lazy: _was, ...told } = nodeOfVariable({ ...only, name }, '', parent ?? 0);
      const shown: TreeNode = { ...told, key, name };
      const { roots, parts } = getState();
      setState({
        roots: roots.map((old) => (old.key === key ? shown : old)),
        parts: new Map(
          [...parts].map(([owner, known]) => [
            owner,
            { ...known, nodes: known.nodes.map((old) => (old.key === key ? shown : old)) },
          ]),
        ),
      });
    },
    refresh() {
      for (const root of getState().roots) if (isOpen(root)) void load(root);
    },
  };
}

function rootOf(key: string): string {
  return key.split('/')[0] ?? key;
}

/** Keys of roots that are the same thing as before, such as the variables of a run. */
function sameRoots(before: readonly TreeNode[], roots: readonly TreeNode[]): ReadonlySet<string> {
  const known = new Map(before.map(({ key, identity }) => [key, identity]));
  const same = roots.filter(
    ({ key, identity }) => identity !== undefined && known.get(key) === identity,
  );
  return new Set(same.map(({ key }) => key));
}

function inherit(child: TreeNode, parent: TreeNode): TreeNode {
  return parent.identity === undefined ? child : { ...child, identity: parent.identity };
}
