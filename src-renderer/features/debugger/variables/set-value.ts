import { debuggerStore, scopesTree, watchStore } from '../debugger';
import { isLive } from '../session/debugger-state';
import { askFork } from '../dialogs/fork-store';
import type { TreeNode } from './tree-node';

/** Whether a value can be given another one: its place is known and it is not read-only. */
export function canSetValue(node: TreeNode): boolean {
  const { phase } = debuggerStore.getState();
  if (phase !== 'stopped' && phase !== 'ended') return false;
  if (node.heading || node.page || node.lazy || node.readOnly) return false;
  return node.parent !== undefined || node.expression !== undefined;
}

/** Gives a value another one; in the past that is a fork of the run, which is asked about. */
export async function setValue(node: TreeNode, text: string): Promise<boolean> {
  const state = debuggerStore.getState();
  if (!isLive(state) || state.over) {
    if (node.parent !== undefined) {
      askFork({
        words: `${node.name} = ${text}`,
        edit: { type: 'set', variablesReference: node.parent, name: node.name, value: text },
      });
    }
    return false;
  }
  const done =
    node.parent === undefined
      ? await debuggerStore.ask('setExpression', {
          expression: node.expression ?? node.name,
          value: text,
          ...(state.frame !== null && { frameId: state.frame }),
        })
      : await debuggerStore.ask('setVariable', {
          variablesReference: node.parent,
          name: node.name,
          value: text,
        });
  if (done === undefined) return false;
  scopesTree.refresh();
  void watchStore.evaluate(debuggerStore.getState().frame);
  return true;
}
