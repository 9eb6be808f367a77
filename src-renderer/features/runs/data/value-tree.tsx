import { type DragEvent, type KeyboardEvent, useMemo, useState } from 'react';
import type { JsonValue } from '@shared/lib/json';
import { useTree } from '../../../ui/use-tree';
import { carryExpression } from '../../editors';
import type { StepValue } from '../value-actions';
import { PagedText } from './paged-text';
import { type TreeRow, treeRows } from './tree-rows';
import { type Point, ValueRowMenu } from './value-row-menu';
import { cellText, describeValue, pathText } from './value-shape';
import styles from './value-tree.module.css';

export interface ValueTreeProps {
  readonly value: JsonValue;
  readonly label: string;
  /** Expression that gives the whole value, e.g. `steps.fetch`; a row copies the rest onto it. */
  readonly expression?: string;
  /** Whose value it is, where it is that of a step. */
  readonly of?: StepValue;
}

const rowHeight = 22;

/** A value as a tree that opens and closes; arrow keys travel, only rows in view are drawn. */
export function ValueTree({ value, label, expression, of }: ValueTreeProps) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ readonly row: TreeRow; readonly at: Point | null } | null>(
    null,
  );
  const rows = useMemo(() => treeRows(value, expanded), [value, expanded]);
  const { scroller, list, setActive, treeProps, rowProps } = useTree({
    rows,
    rowHeight,
    onToggle: toggle,
    onKey,
  });

  function toggle(row: TreeRow): void {
    const next = new Set(expanded);
    if (!next.delete(row.id)) next.add(row.id);
    setExpanded(next);
  }

  function onKey(event: KeyboardEvent, row: TreeRow): boolean {
    if (event.key === 'Enter' && row.expandable) toggle(row);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) copy(row);
    else if (isMenuKey(event)) openMenu(row, pointBelow(scroller.current));
    else return false;
    return true;
  }

  function openMenu(row: TreeRow, at: Point): void {
    setActive(rows.indexOf(row));
    setMenu({ row, at });
  }

  function copy(row: TreeRow): void {
    const text = typeof row.value === 'string' ? row.value : JSON.stringify(row.value, null, 2);
    void navigator.clipboard.writeText(text);
  }

  if (rows.length === 0) return <Leaf value={value} label={label} />;
  return (
    <div ref={scroller} className={styles.scroller} aria-label={label} {...treeProps}>
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={row.id}
              {...rowProps(item, row)}
              className={styles.row}
              onContextMenu={(event) => {
                event.preventDefault();
                openMenu(row, { x: event.clientX, y: event.clientY });
              }}
              onClick={() => {
                setActive(item.index);
                if (row.expandable) toggle(row);
              }}
              {...(expression !== undefined && {
                draggable: true,
                onDragStart: (event: DragEvent<HTMLElement>) =>
                  carryExpression(event, `${expression}${pathText(row.path)}`),
              })}
              title={expression ? `${expression}${pathText(row.path)}` : pathText(row.path)}
            >
              <span className={styles.twisty} aria-hidden="true">
                {row.expandable ? (row.expanded ? '▾' : '▸') : ''}
              </span>
              <span className={styles.key}>{row.label}</span>
              <span
                className={styles.value}
                data-type={row.value === null ? 'null' : typeof row.value}
              >
                {row.expandable ? describeValue(row.value) : cellText(row.value)}
              </span>
            </div>
          );
        })}
      </div>
      <ValueRowMenu
        at={menu?.at ?? null}
        path={menu?.row.path ?? []}
        whole={value}
        {...(expression !== undefined && { expression })}
        {...(of && { of })}
        onCopy={() => menu && copy(menu.row)}
        // The row stays until the menu has faded.
        onClose={() => setMenu(menu && { ...menu, at: null })}
      />
    </div>
  );
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

function pointBelow(tree: HTMLElement | null): Point {
  const box = tree?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 };
}

function Leaf({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return <PagedText text={text} label={label} />;
}
