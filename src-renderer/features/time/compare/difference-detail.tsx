import { useMemo } from 'react';
import { type DiffRow, rowRecorded } from '@shared/debug/run-diff';
import {
  diffRecorded,
  pathText,
  type RecordedPair,
  type ValueDiff,
} from '@shared/debug/value-diff';
import type { JsonValue } from '@shared/lib/json';
import { Button } from '../../../ui/button';
import { formatBytes } from '../../runs/index';
import styles from './compare.module.css';
import { bytesOf, mostBytes, pairKey, useLargeDiff } from './use-large-diff';
import { divergenceWords } from './words';

/** What differs in one step: the places of its values side by side. */
export function DifferenceDetail({ row, name }: { readonly row: DiffRow; readonly name: string }) {
  const { input, output } = useMemo(() => rowRecorded(row), [row]);
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
            pair={input}
          />
          <Values caption="Output" pair={output} />
        </>
      )}
    </section>
  );
}

interface ValuesProps {
  readonly caption: string;
  readonly pair: RecordedPair;
}

function Values({ caption, pair }: ValuesProps) {
  const diff = useMemo(() => diffRecorded(pair.left, pair.right), [pair]);
  if (diff.large) return <LargeValues key={pairKey(pair)} caption={caption} pair={pair} />;
  return <Places caption={caption} diff={diff} />;
}

/** Values that are not in the log: they are read and compared when somebody asks. */
function LargeValues({ caption, pair }: ValuesProps) {
  const bytes = bytesOf(pair);
  const [diff, compare] = useLargeDiff(pair);
  if (diff.status === 'ready') return <Places caption={caption} diff={diff.value} />;
  return (
    <div className={styles.large}>
      <p className={styles.muted}>
        <strong>{caption}</strong> is not the same. Both together are {formatBytes(bytes)}: they are
        read when you ask.
      </p>
      {bytes > mostBytes ? (
        <p className={styles.muted}>
          That is too much to be compared place by place; open the values in the Data panel.
        </p>
      ) : (
        <Button size="sm" busy={diff.status === 'reading'} onClick={compare}>
          Compare place by place
        </Button>
      )}
    </div>
  );
}

function Places({ caption, diff }: { readonly caption: string; readonly diff: ValueDiff }) {
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
