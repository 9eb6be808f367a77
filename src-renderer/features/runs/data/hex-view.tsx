import { useMemo } from 'react';
import { VirtualList } from '../../../ui/virtual-list';
import { bytesOf } from './content';
import css from './content-view.module.css';
import { bytesPerRow, hexRow } from './hex-rows';

export interface HexViewProps {
  readonly base64: string;
  readonly label: string;
}

/** Bytes in rows of sixteen; only the rows in view are written. */
export function HexView({ base64, label }: HexViewProps) {
  const bytes = useMemo(() => bytesOf(base64), [base64]);
  const rows = useMemo(
    () => Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, row) => row),
    [bytes],
  );
  return (
    <VirtualList
      items={rows}
      getKey={(row) => row}
      rowHeight={20}
      label={`${label} in hexadecimal`}
      className={css.hex}
      renderItem={(row) => {
        const { offset, hex, text } = hexRow(bytes, row);
        return (
          <span className={css.bytes}>
            <span className={css.offset}>{offset}</span>
            <span className={css.codes}>{hex}</span>
            <span className={css.signs}>{text}</span>
          </span>
        );
      }}
    />
  );
}
