import { ListX, Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/icon-button';
import { useDebugger, watchStore } from '../debugger';
import { canSetValue, setValue } from '../variables/set-value';
import type { TreeNode } from '../variables/tree-node';
import { TreeView } from '../variables/tree-view';
import { openValueMenu } from '../variables/value-menu';
import { ExpressionInput } from './expression-input';
import { Section, SectionNote } from './section';

/** Expressions that are evaluated at every stop. */
export function WatchSection() {
  const [adding, setAdding] = useState(false);
  const expressions = useStore(watchStore, (state) => state.expressions);
  const phase = useDebugger((state) => state.phase);

  function indexOf(node: TreeNode): number {
    return expressions.indexOf(node.name);
  }

  return (
    <Section
      name="watch"
      title="Watch"
      actions={
        <>
          <IconButton label="Add expression" size="sm" onClick={() => setAdding(true)}>
            <Plus />
          </IconButton>
          <IconButton
            label="Remove all expressions"
            size="sm"
            disabled={expressions.length === 0}
            onClick={() => watchStore.removeAll()}
          >
            <ListX />
          </IconButton>
        </>
      }
    >
      {expressions.length > 0 && (
        <TreeView
          tree={watchStore.tree}
          label="Watch"
          stale={phase === 'running'}
          canSet={canSetValue}
          onSet={setValue}
          onMenu={openValueMenu}
          onRemove={(node) => watchStore.remove(indexOf(node))}
          onRename={(node, name) => watchStore.replace(indexOf(node), name)}
        />
      )}
      {adding ? (
        <ExpressionInput
          label="Expression to watch"
          placeholder="vars.total > 10"
          onDone={(text) => {
            setAdding(false);
            if (text !== null) watchStore.add(text);
          }}
        />
      ) : (
        expressions.length === 0 && (
          <SectionNote>
            Expressions such as <code>vars.total</code> are evaluated at every stop.{' '}
            <button type="button" onClick={() => setAdding(true)}>
              Add one
            </button>
          </SectionNote>
        )
      )}
    </Section>
  );
}
