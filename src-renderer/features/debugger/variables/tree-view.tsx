import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Point } from './point';
import { TreeNote, TreeRowView } from './tree-row-view';
import type { TreeNode } from './tree-node';
import { type TreeRow, treeRows } from './tree-rows';
import type { VariableTree } from './variable-tree';
import css from './tree-view.module.css';

export interface TreeViewProps {
  readonly tree: VariableTree;
  readonly label: string;
  /** Whether a value can be given another one. */
  readonly canSet?: (node: TreeNode) => boolean;
  readonly onSet?: (node: TreeNode, text: string) => Promise<boolean>;
  /** `begin` starts to write the value in place; null where that is not possible. */
  readonly onMenu?: (node: TreeNode, at: Point, begin: (() => void) | null) => void;
  /** Takes a root away; the Delete key does it too. */
  readonly onRemove?: (node: TreeNode) => void;
  /** Gives a root another name; F2 on it does it. */
  readonly onRename?: (node: TreeNode, name: string) => void;
  /** What is shown belongs to a moment that is over. */
  readonly stale?: boolean;
}

/** What is being written in place. */
interface Editing {
  readonly key: string;
  readonly part: 'value' | 'name';
}

/** Values as a tree: arrow keys travel, Enter sets a value, and only what is open is read. */
export function TreeView(props: TreeViewProps) {
  const { tree, label, canSet, onSet, onMenu, onRemove, onRename, stale = false } = props;
  const state = useStore(tree);
  const prefix = useId();
  const [active, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const rows = useMemo(
    () => treeRows(state.roots, state.expanded, state.parts),
    [state.roots, state.expanded, state.parts],
  );
  const at = rows.findIndex((row) => row.type === 'node' && row.node.key === active);

  function goTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row?.type !== 'node') return;
    setActive(row.node.key);
    document.getElementById(`${prefix}${row.node.key}`)?.scrollIntoView({ block: 'nearest' });
  }

  function edit(row: TreeRow | undefined): boolean {
    if (row?.type !== 'node') return false;
    if (row.depth === 0 && onRename) setEditing({ key: row.node.key, part: 'name' });
    else if (canSet?.(row.node)) setEditing({ key: row.node.key, part: 'value' });
    else return false;
    return true;
  }

  function openMenu(node: TreeNode, point: Point): void {
    const begin = canSet?.(node) ? () => setEditing({ key: node.key, part: 'value' }) : null;
    onMenu?.(node, point, begin);
  }

  function act(row: TreeRow | undefined): void {
    if (row?.type !== 'node') return;
    if (row.expandable) tree.toggle(row.node.key);
    else if (row.node.lazy) void tree.reveal(row.node);
    else edit(row);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (editing || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows[at];
    const node = row?.type === 'node' ? row.node : undefined;
    const handled = ((): boolean => {
      switch (event.key) {
        case 'ArrowDown':
          goTo(nextNode(rows, at, 1));
          return true;
        case 'ArrowUp':
          goTo(nextNode(rows, at, -1));
          return true;
        case 'Home':
          goTo(0);
          return true;
        case 'End':
          goTo(nextNode(rows, rows.length, -1));
          return true;
        case 'ArrowRight':
          if (row?.type === 'node' && row.expandable && !row.expanded) tree.toggle(row.node.key);
          else goTo(nextNode(rows, at, 1));
          return true;
        case 'ArrowLeft':
          if (row?.type === 'node' && row.expanded) tree.toggle(row.node.key);
          else goTo(parentOf(rows, at));
          return true;
        case 'Enter':
          act(row);
          return true;
        case 'F2':
          return edit(row);
        case 'Delete':
          if (!node || row?.depth !== 0 || !onRemove) return false;
          onRemove(node);
          return true;
        case 'ContextMenu':
        case 'F10': {
          if ((event.key === 'F10' && !event.shiftKey) || !node || !onMenu) return false;
          const box = document.getElementById(`${prefix}${node.key}`)?.getBoundingClientRect();
          openMenu(node, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
          return true;
        }
        default:
          return false;
      }
    })();
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      role="tree"
      aria-label={label}
      aria-activedescendant={active === null || at < 0 ? undefined : `${prefix}${active}`}
      tabIndex={0}
      className={css.tree}
      data-stale={stale ? '' : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && at < 0) goTo(0);
      }}
    >
      {rows.map((row) =>
        row.type === 'note' ? (
          <TreeNote key={row.key} row={row} />
        ) : (
          <TreeRowView
            key={row.node.key}
            id={`${prefix}${row.node.key}`}
            row={row}
            active={row.node.key === active}
            changed={state.changed.has(row.node.key)}
            generation={state.generation}
            editing={editing?.key === row.node.key ? editing.part : null}
            onActivate={() => {
              setActive(row.node.key);
              if (row.expandable) tree.toggle(row.node.key);
            }}
            onReveal={() => void tree.reveal(row.node)}
            onEdit={() => {
              setActive(row.node.key);
              edit(row);
            }}
            onRemove={row.depth === 0 && onRemove ? () => onRemove(row.node) : undefined}
            onMenu={(point) => {
              setActive(row.node.key);
              openMenu(row.node, point);
            }}
            onEdited={(text) => {
              const part = editing?.part;
              setEditing(null);
              if (text === null) return;
              if (part === 'name') onRename?.(row.node, text);
              else if (text !== row.node.value) void onSet?.(row.node, text);
            }}
          />
        ),
      )}
    </div>
  );
}

/** The next row that is a value, from a place in a direction; the place itself when there is none. */
function nextNode(rows: readonly TreeRow[], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < rows.length; at += by) {
    if (rows[at]?.type === 'node') return at;
  }
  return Math.max(0, from);
}

function parentOf(rows: readonly TreeRow[], from: number): number {
  const depth = rows[from]?.depth ?? 0;
  for (let at = from - 1; at >= 0; at -= 1) if ((rows[at]?.depth ?? 0) < depth) return at;
  return from;
}
