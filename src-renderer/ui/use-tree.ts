import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react';
import { type TreeLine, treeMove } from './tree-move';

export interface TreeOptions<Row extends TreeLine> {
  readonly rows: readonly Row[];
  /** Pixels. */
  readonly rowHeight: number;
  readonly onToggle: (row: Row) => void;
  /** A key that is none of a tree's own; answers whether it was one of the caller's. */
  readonly onKey: (event: KeyboardEvent, row: Row) => boolean;
}

export interface Tree {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: Virtualizer<HTMLDivElement, Element>;
  readonly setActive: (index: number) => void;
  readonly treeProps: HTMLAttributes<HTMLDivElement>;
  readonly rowProps: (item: VirtualItem, row: TreeLine) => HTMLAttributes<HTMLDivElement>;
}

/** A tree of any size: the keyboard stays on the tree and names its active row, only rows in view are drawn. */
export function useTree<Row extends TreeLine>(options: TreeOptions<Row>): Tree {
  const { rows, rowHeight, onToggle, onKey } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [active, setActive] = useState(0);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });

  function isHandled(event: KeyboardEvent, row: Row): boolean {
    const move = treeMove(event.key, rows, active);
    if (move === null) return onKey(event, row);
    if (move === 'toggle') onToggle(row);
    else {
      setActive(move.goTo);
      list.scrollToIndex(move.goTo);
    }
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[active];
    if (!row || !isHandled(event, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    scroller,
    list,
    setActive,
    treeProps: {
      role: 'tree',
      tabIndex: 0,
      'aria-activedescendant': rows[active] ? `${prefix}-${active}` : undefined,
      onKeyDown,
    },
    rowProps: (item, row) => ({
      id: `${prefix}-${item.index}`,
      role: 'treeitem',
      'aria-level': row.depth + 1,
      'aria-selected': item.index === active,
      ...(row.expandable && { 'aria-expanded': row.expanded }),
      style: { transform: `translateY(${item.start}px)`, paddingLeft: 8 + row.depth * 14 },
    }),
  };
}
