import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { JsonValue } from '@shared/lib/json';
import { cellText, type TableShape } from './value-shape';
import styles from './value-table.module.css';

export interface ValueTableProps {
  readonly table: TableShape;
  readonly label: string;
}

const rowHeight = 26;
const indexWidth = 56;
/** The least that a column gets; it may grow. */
const columnWidth = 120;

/** A value as rows and columns; only the rows in view are drawn. */
export function ValueTable({ table, label }: ValueTableProps) {
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
        {table.columns.map((column) => (
          <span role="columnheader" key={column} title={column}>
            {column}
          </span>
        ))}
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
              <Cell key={table.columns[column]} value={value} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function Cell({ value }: { readonly value: JsonValue | undefined }) {
  const text = cellText(value);
  const kind = value === undefined ? 'missing' : value === null ? 'null' : typeof value;
  return (
    <span role="cell" className={styles.cell} data-type={kind} title={text}>
      {text}
    </span>
  );
}
