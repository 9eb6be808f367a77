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

/** A value as rows and columns; only the rows in view are drawn. */
export function ValueTable({ table, label }: ValueTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const columns = `56px repeat(${table.columns.length}, minmax(96px, 1fr))`;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label={label}
      aria-rowcount={table.rows.length + 1}
      tabIndex={0}
    >
      <div className={styles.header} role="row" style={{ gridTemplateColumns: columns }}>
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
            style={{ gridTemplateColumns: columns, transform: `translateY(${item.start}px)` }}
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
