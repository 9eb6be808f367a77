import { diffRows } from '@shared/text/line-diff';
import { useMemo } from 'react';
import css from './text-diff.module.css';

export interface TextDiffProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

const signs = { same: ' ', removed: '−', added: '+' } as const;
/** Rows beyond this many are not drawn. */
const mostRows = 3_000;

/** What changed between two texts, line by line, with signs as well as colours. */
export function TextDiff({ before, after, label }: TextDiffProps) {
  const rows = useMemo(() => diffRows(before, after), [before, after]);
  if (rows.length === 0) return <p className={css.same}>Both texts are the same.</p>;
  return (
    <div className={css.diff} role="region" aria-label={label} tabIndex={0}>
      {rows.slice(0, mostRows).map((row, at) =>
        row.type === 'gap' ? (
          <div key={at} className={css.gap}>
            {row.count === 1 ? '1 line' : `${row.count} lines`} without a change
          </div>
        ) : (
          <div key={at} className={css[row.type]}>
            <span className={css.number}>{row.line}</span>
            <span className={css.sign}>
              {signs[row.type]}
              {row.type !== 'same' && <span className={css.hidden}>{row.type}</span>}
            </span>
            <span className={css.text}>{row.text}</span>
          </div>
        ),
      )}
      {rows.length > mostRows && (
        <div className={css.gap}>{rows.length - mostRows} more lines are not shown</div>
      )}
    </div>
  );
}
