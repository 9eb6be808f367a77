import type { JsonValue } from '@shared/lib/json';
import { debuggerStore } from '../debugger';
import type { TreeNode } from './tree-node';

/** A value as JSON, through the clipboard context that gives it whole; undefined when it has none. */
export async function valueOf(node: TreeNode): Promise<JsonValue | undefined> {
  const { frame } = debuggerStore.getState();
  let text = node.value;
  if (node.expression !== undefined) {
    const whole = await debuggerStore.ask('evaluate', {
      expression: node.expression,
      context: 'clipboard',
      ...(frame !== null && { frameId: frame }),
    });
    if (whole === undefined) return undefined;
    text = whole.result;
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
