import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, useRef } from 'react';
import type { JsonValue } from '@shared/lib/json';
import { carryExpression } from '../../editors';
import { cellText, columnExpression, pathText, type TableShape } from './value-shape';
import styles from './value-table.module.css';

export interface ValueTableProps {
  readonly table: TableShape;
  readonly label: string;
  /** Expression that gives the whole value: cells and columns can be dragged into settings. */
  readonly expression?: string | undefined;
}

const rowHeight = 26;
const indexWidth = 56;
/** The least that a column gets; it may grow. */
const columnWidth = 120;

/** A value as rows and columns; only the rows in view are drawn. */
export function ValueTable({ table, label, expression }: ValueTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  // The same for every row, whatever is in it: rows are laid out one by one.
  const layout = {
    gridTemplateColumns: `${indexWidth}px repeat(${table.columns.length}, minmax(0, 1fr))`,
    minWidth: indexWidth + table.columns.length * columnWidth,
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label={label}
      aria-rowcount={table.rows.length + 1}
      tabIndex={0}
    >
      <div className={styles.header} role="row" style={layout}>
        <span role="columnheader" className={styles.index}>
          #
        </span>
        {table.columns.map((column, at) => {
          const key = table.keyOf(at);
          const whole =
            expression !== undefined && key !== null ? columnExpression(expression, key) : null;
          return (
            <span role="columnheader" key={column} title={whole ?? column} {...dragOf(whole)}>
              {column}
            </span>
          );
        })}
      </div>
      <div className={styles.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => (
          <div
            key={item.key}
            role="row"
            aria-rowindex={item.index + 2}
            className={styles.row}
            style={{ ...layout, transform: `translateY(${item.start}px)` }}
          >
            <span role="cell" className={styles.index}>
              {item.index + 1}
            </span>
            {table.rows[item.index]?.map((value, column) => (
              <Cell
                key={table.columns[column]}
                value={value}
                expression={expressionOf(table, expression, item.index, column)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function expressionOf(
  table: TableShape,
  expression: string | undefined,
  row: number,
  column: number,
): string | null {
  const path = expression === undefined ? null : table.pathOf(row, column);
  return path === null ? null : `${expression}${pathText(path)}`;
}

/** Makes something carry an expression when it is dragged. */
function dragOf(expression: string | null) {
  if (expression === null) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => carryExpression(event, expression),
  };
}

interface CellProps {
  readonly value: JsonValue | undefined;
  readonly expression: string | null;
}

function Cell({ value, expression }: CellProps) {
  const text = cellText(value);
  const kind = value === undefined ? 'missing' : value === null ? 'null' : typeof value;
  return (
    <span
      role="cell"
      className={styles.cell}
      data-type={kind}
      title={text}
      {...dragOf(value === undefined ? null : expression)}
    >
      {text}
    </span>
  );
}
