import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { carryExpression } from '../../editors';
import { targetFor } from '../setting-target';
import { type FlowRow, type FlowSource, flowRows, typeText } from './flow-rows';
import css from './flow-tree.module.css';

export interface FlowTreeProps {
  readonly step: string;
  readonly sources: readonly FlowSource[];
}

const rowHeight = 24;
const longestValue = 200;

/** Sources as a tree: a row is dragged into a setting, or put there with Enter. */
export function FlowTree({ step, sources }: FlowTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // What comes right before is what one looks for.
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(
    () => new Set(sources.slice(0, 1).map(({ expression }) => expression)),
  );
  const [active, setActive] = useState(0);
  const rows = useMemo(() => flowRows(sources, expanded), [sources, expanded]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });

  function toggle({ expression }: FlowRow): void {
    const next = new Set(expanded);
    if (!next.delete(expression)) next.add(expression);
    setExpanded(next);
  }

  function goTo(index: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    list.scrollToIndex(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[active];
    if (!row) return;
    if (event.key === 'ArrowDown') goTo(active + 1);
    else if (event.key === 'ArrowUp') goTo(active - 1);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(rows.length - 1);
    else if (event.key === 'ArrowRight' && row.expandable && !row.expanded) toggle(row);
    else if (event.key === 'ArrowLeft' && row.expanded) toggle(row);
    else if (event.key === 'ArrowLeft') goTo(parentOf(rows, active));
    else if (event.key === 'Enter') put(step, row);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) copy(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={scroller}
      className={css.tree}
      role="tree"
      aria-label="What flows in"
      aria-activedescendant={rows[active] && rowId(rows[active])}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={css.rows} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={row.expression}
              id={rowId(row)}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-selected={item.index === active}
              {...(row.expandable && { 'aria-expanded': row.expanded })}
              className={css.row}
              data-source={row.depth === 0 ? '' : undefined}
              style={{ transform: `translateY(${item.start}px)`, paddingLeft: 8 + row.depth * 14 }}
              draggable
              onDragStart={(event) => carryExpression(event, row.expression)}
              onClick={() => {
                setActive(item.index);
                if (row.expandable) toggle(row);
              }}
              onDoubleClick={() => put(step, row)}
              title={`${row.expression}\nDrag it into a setting, or press Enter.`}
            >
              <span className={css.twisty} aria-hidden="true">
                {row.expandable ? (row.expanded ? '▾' : '▸') : ''}
              </span>
              <span className={css.label}>{row.label}</span>
              <span className={css.type}>{typeText(row)}</span>
              <span className={css.value}>{valueText(row)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId({ expression }: FlowRow): string {
  return `flow:${expression}`;
}

function parentOf(rows: readonly FlowRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  let parent = at;
  while (parent > 0 && (rows[parent]?.depth ?? 0) >= depth && depth > 0) parent -= 1;
  return parent;
}

/** Plain values only: what a list or an object holds is below it. */
function valueText({ value }: FlowRow): string {
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text =
    typeof value === 'string' ? JSON.stringify(value.slice(0, longestValue)) : String(value);
  return text;
}

function put(step: string, row: FlowRow): void {
  const target = targetFor(step);
  if (target) {
    target.insert(row.expression);
    announce(`${row.expression} is in ${target.label} now`);
    return;
  }
  copy(row);
  showToast('Copied. Put the keyboard into a setting first to have it go there.', 'info');
}

function copy({ expression }: FlowRow): void {
  void navigator.clipboard.writeText(`{{ ${expression} }}`);
}
