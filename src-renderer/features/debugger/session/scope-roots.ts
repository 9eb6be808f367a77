import type { DebugProtocol } from '@vscode/debugprotocol';
import { stepRunKey } from '@shared/runs/scope-path';
import type { FramePlace } from '../dap/stepwell-protocol';
import type { TreeNode } from '../variables/tree-node';

/** Scopes that are the same thing in every frame of a run. */
const shared = new Set(['Variables', 'Run', 'Loop']);

/** Scopes that hold much and are rarely what one looks for. */
const folded = new Set(['Closure', 'Global', 'Run']);

/** The scopes of a frame as roots of the tree, and which of them are open at first. */
export function scopeRoots(
  scopes: readonly DebugProtocol.Scope[],
  place: FramePlace | undefined,
): { readonly roots: readonly TreeNode[]; readonly open: readonly string[] } {
  const identity = place ? `${place.kind} ${stepRunKey(place.path, place.step ?? '')}` : '';
  const roots = scopes.map((scope) => ({
    key: scope.name,
    name: scope.name,
    value: '',
    reference: scope.variablesReference,
    heading: true,
    identity: shared.has(scope.name) ? 'run' : identity,
    ...(scope.indexedVariables !== undefined && { indexed: scope.indexedVariables }),
    ...(scope.namedVariables !== undefined && { named: scope.namedVariables }),
  }));
  return {
    roots,
    open: scopes
      .filter(({ name, expensive }) => !expensive && !folded.has(name))
      .map(({ name }) => name),
  };
}
