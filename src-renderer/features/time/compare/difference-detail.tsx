import { useMemo } from 'react';
import { type DiffRow, rowValues } from '@shared/debug/run-diff';
import { pathText, type ValueDiff } from '@shared/debug/value-diff';
import type { JsonValue } from '@shared/lib/json';
import styles from './compare.module.css';
import { divergenceWords } from './words';

/** What differs in one step: the places of its values side by side. */
export function DifferenceDetail({ row, name }: { readonly row: DiffRow; readonly name: string }) {
  const { input, output } = useMemo(() => rowValues(row), [row]);
  const errors = [row.left, row.right].map((facts) =>
    facts?.type === 'attempt' ? facts.error?.message : undefined,
  );
  return (
    <section className={styles.detail} aria-label={`Differences of ${name}`} tabIndex={0}>
      <h3>{name}</h3>
      <p className={styles.muted}>
        {row.divergences.length === 0
          ? 'The same in both runs.'
          : `Differs: ${divergenceWords(row)}.`}
      </p>
      {errors.some((error) => error !== undefined) && (
        <Table caption="Error" rows={[['', errors[0] ?? 'none', errors[1] ?? 'none']]} />
      )}
      {row.left !== null && row.right !== null && (
        <>
          <Values
            caption={row.left.type === 'body' ? 'Values of the iteration' : 'Input'}
            diff={input}
          />
          <Values caption="Output" diff={output} />
        </>
      )}
    </section>
  );
}

function Values({ caption, diff }: { readonly caption: string; readonly diff: ValueDiff }) {
  if (diff.large) {
    return (
      <p className={styles.muted}>
        {caption}: one of the values is too large to be compared place by place; that they differ is
        known from their contents.
      </p>
    );
  }
  if (diff.differences.length === 0) return null;
  const rows = diff.differences.map(
    ({ path, left, right }) => [pathText(path) || 'value', text(left), text(right)] as const,
  );
  return (
    <>
      <Table caption={caption} rows={rows} />
      {diff.more && (
        <p className={styles.muted}>
          There are more; these are the first {diff.differences.length}.
        </p>
      )}
    </>
  );
}

function text(value: JsonValue | undefined): string {
  if (value === undefined) return 'not there';
  const json = JSON.stringify(value);
  return json.length > 300 ? `${json.slice(0, 300)}…` : json;
}

interface TableProps {
  readonly caption: string;
  readonly rows: readonly (readonly [string, string, string])[];
}

function Table({ caption, rows }: TableProps) {
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">This run</th>
          <th scope="col">Other run</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([place, left, right]) => (
          <tr key={place}>
            <th scope="row">{place}</th>
            <td className={styles.left}>{left}</td>
            <td className={styles.right}>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
