import { useEffect, useMemo } from 'react';
import { readVariables } from '../debugger';
import { names } from '../breakpoints/names';
import { revealTarget } from '../breakpoints/reveal-target';
import { TreeView } from '../variables/tree-view';
import { openValueMenu } from '../variables/value-menu';
import { createVariableTree } from '../variables/variable-tree';
import type { TreeNode } from '../variables/tree-node';
import type { ConsoleLine } from './console-store';
import css from './debug-console.module.css';

const typeWords: Readonly<Partial<Record<ConsoleLine['type'], string>>> = {
  input: 'Asked: ',
  error: 'Error: ',
  warning: 'Warning: ',
};

/** One line: what was asked, its value, or what the run said and where. */
export function ConsoleLineView({ line }: { readonly line: ConsoleLine }) {
  const { type, text, node, at, count } = line;
  return (
    <div className={css.line} data-type={type}>
      {typeWords[type] !== undefined && <span className={css.hidden}>{typeWords[type]}</span>}
      {node ? <ValueLine node={node} /> : <span className={css.text}>{text}</span>}
      {count > 1 && (
        <span className={css.count} title={`Said ${count} times in a row`}>
          ×{count}
        </span>
      )}
      {at && (
        <button
          type="button"
          className={css.at}
          onClick={() =>
            revealTarget(
              at.line === undefined
                ? { type: 'step', step: at.step }
                : { type: 'line', step: at.step, line: at.line },
            )
          }
        >
          {names.step(at.step)}
          {at.line !== undefined && `:${at.line}`}
        </button>
      )}
    </div>
  );
}

/** A value with parts, that opens where it stands. */
function ValueLine({ node }: { readonly node: TreeNode }) {
  const tree = useMemo(() => createVariableTree(readVariables), []);
  useEffect(() => tree.setRoots([node]), [tree, node]);
  return (
    <div className={css.tree}>
      <TreeView tree={tree} label={`Value ${node.value}`} onMenu={openValueMenu} />
    </div>
  );
}
