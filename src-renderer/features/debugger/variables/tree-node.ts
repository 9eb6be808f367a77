import type { DebugProtocol } from '@vscode/debugprotocol';

/** One value in a tree of values: a scope, a variable, a watch, or a page of a long list. */
export interface TreeNode {
  /** Where it is in the tree, by names: the same value has the same key at the next stop. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  /** For the adapter's `variables`; 0 = it has no parts. */
  readonly reference: number;
  /** The reference it was read from, for `setVariable`; absent for roots. */
  readonly parent?: number;
  readonly indexed?: number;
  readonly named?: number;
  /** Its value is fetched only when somebody asks. */
  readonly lazy?: boolean;
  readonly readOnly?: boolean;
  /** The expression that gives it. */
  readonly expression?: string;
  /** A part of a long list: not a value of its own. */
  readonly page?: { readonly start: number; readonly count: number };
  /** A heading, such as a scope. */
  readonly heading?: boolean;
  /** Values are compared with earlier ones only where this is the same. */
  readonly identity?: string;
  readonly failed?: boolean;
}

/** Joins names so that no two different paths give the same key. */
export function childKey(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function nodeOfVariable(
  variable: DebugProtocol.Variable,
  parentKey: string,
  parent: number,
): TreeNode {
  const { presentationHint: hint } = variable;
  return {
    key: childKey(parentKey, variable.name),
    name: variable.name,
    value: variable.value,
    reference: variable.variablesReference,
    parent,
    ...(variable.type !== undefined && { type: variable.type }),
    ...(variable.indexedVariables !== undefined && { indexed: variable.indexedVariables }),
    ...(variable.namedVariables !== undefined && { named: variable.namedVariables }),
    ...(variable.evaluateName !== undefined && { expression: variable.evaluateName }),
    ...(hint?.lazy === true && { lazy: true }),
    ...(hint?.attributes?.includes('readOnly') && { readOnly: true }),
  };
}

export function isExpandable(node: TreeNode): boolean {
  return node.page !== undefined || (node.reference > 0 && node.lazy !== true);
}
