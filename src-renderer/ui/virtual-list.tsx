import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names';
import css from './virtual-list.module.css';

export interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  readonly getKey: (item: Item, index: number) => string | number;
  readonly renderItem: (item: Item, index: number) => ReactNode;
  /** Pixels of one row; rows are measured when `dynamic`. */
  readonly rowHeight?: number;
  readonly dynamic?: boolean;
  readonly label: string;
  readonly role?: 'list' | 'listbox' | 'log' | 'tree';
  /** Keeps the end in view while items are added, unless the user has scrolled up. */
  readonly follow?: boolean;
  /** Brings this row into view when it changes. */
  readonly activeIndex?: number | undefined;
  /** Id of the row that the keyboard is on, for a list that is one stop of the Tab key. */
  readonly activeDescendant?: string | undefined;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  /** A right click; also the Menu key or Shift+F10, whose target is the list itself. */
  readonly onContextMenu?: (event: MouseEvent<HTMLDivElement>) => void;
  readonly className?: string | undefined;
}

/** Only the rows in view exist: a hundred thousand cost as much as fifty. */
export function VirtualList<Item>({
  items,
  getKey,
  renderItem,
  rowHeight = 28,
  dynamic = false,
  label,
  role = 'list',
  follow = false,
  activeIndex,
  activeDescendant,
  onKeyDown,
  onContextMenu,
  className,
}: VirtualListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : getKey(item, index);
    },
    overscan: 8,
  });

  useEffect(() => {
    if (follow && atEnd.current && items.length > 0) {
      virtualizer.scrollToIndex(items.length - 1, { align: 'end' });
    }
  }, [follow, items.length, virtualizer]);

  useEffect(() => {
    if (activeIndex !== undefined && activeIndex >= 0) {
      virtualizer.scrollToIndex(activeIndex, { align: 'auto' });
    }
  }, [activeIndex, virtualizer]);

  return (
    <div
      ref={scroller}
      role={role}
      aria-label={label}
      aria-activedescendant={activeDescendant}
      tabIndex={onKeyDown ? 0 : undefined}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      className={classNames(css.scroller, className)}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < rowHeight;
      }}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={row.key}
              ref={dynamic ? virtualizer.measureElement : undefined}
              data-index={row.index}
              role={role === 'list' ? 'listitem' : 'presentation'}
              aria-setsize={role === 'list' ? items.length : undefined}
              aria-posinset={role === 'list' ? row.index + 1 : undefined}
              className={css.row}
              style={{
                transform: `translateY(${row.start}px)`,
                ...(!dynamic && { height: rowHeight }),
              }}
            >
              {renderItem(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
