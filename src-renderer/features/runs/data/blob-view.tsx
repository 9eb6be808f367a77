import { type ReactNode, useEffect, useState } from 'react';
import { toErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { BlobRef } from '@shared/runs/recorded';
import { ipc } from '../../../ipc/client';
import { Button } from '../../../ui/button';
import type { StepValue } from '../value-actions';
import { formatBytes } from './format-bytes';
import { InlineValue } from './inline-value';
import { useWholeBlob } from './use-whole-blob';
import { tableShape } from './value-shape';
import { ValueTable } from './value-table';
import styles from './value-view.module.css';

export interface BlobViewProps {
  readonly title: string;
  readonly blob: BlobRef;
  /** Expression that gives this value elsewhere in the workflow. */
  readonly expression?: string | undefined;
  readonly of?: StepValue | undefined;
  /** Buttons at the end of its head. */
  readonly actions?: ReactNode;
}

const itemPage = 500;
const textPage = 100_000;

/** One up to this size is fetched whole, and looked at like a small one. */
const wholeSize = 4_000_000;

/** A large value: whole when it is bearable, else page by page. Lists have pages of items. */
export function BlobView({ title, blob, expression, of, actions }: BlobViewProps) {
  const whole = useWholeBlob(blob, blob.bytes <= wholeSize);
  if (whole !== undefined) {
    return (
      <InlineValue
        title={title}
        value={whole}
        of={of}
        actions={actions}
        {...(expression !== undefined && { expression })}
      />
    );
  }
  return (
    <section className={styles.view} aria-label={title}>
      <header className={styles.header}>
        <h3>{title}</h3>
        <span className={styles.about}>
          {blob.type}, {blob.count.toLocaleString('en')}{' '}
          {blob.type === 'array' ? 'items' : blob.type === 'object' ? 'keys' : 'characters'},{' '}
          {formatBytes(blob.bytes)}
        </span>
        <span className={styles.spacer} />
        {actions}
      </header>
      {blob.type === 'array' ? (
        <BlobItems key={blob.hash} blob={blob} title={title} expression={expression} />
      ) : (
        <BlobText key={blob.hash} blob={blob} title={title} />
      )}
    </section>
  );
}

interface Page<T> {
  readonly loaded: T;
  readonly total: number;
  readonly error: string | null;
}

interface BlobItemsProps {
  readonly blob: BlobRef;
  readonly title: string;
  readonly expression: string | undefined;
}

function BlobItems({ blob, title, expression }: BlobItemsProps) {
  const [page, setPage] = useState<Page<readonly JsonValue[]>>({
    loaded: [],
    total: blob.count,
    error: null,
  });
  const [wanted, setWanted] = useState(itemPage);
  useEffect(() => {
    let current = true;
    const from = page.loaded.length;
    if (from >= Math.min(wanted, page.total)) return;
    ipc.runs
      .readItems({ hash: blob.hash, from, count: itemPage })
      .then(({ items, total }) => {
        if (current) setPage({ loaded: [...page.loaded, ...items], total, error: null });
      })
      .catch((error: unknown) => {
        if (current) setPage({ ...page, total: from, error: toErrorData(error).message });
      });
    return () => {
      current = false;
    };
  }, [blob.hash, page, wanted]);
  const table = tableShape(page.loaded);
  return (
    <>
      <div className={styles.content}>
        {table && <ValueTable table={table} label={title} expression={expression} />}
        {page.error && <p role="alert">{page.error}</p>}
      </div>
      {page.loaded.length < page.total && (
        <div className={styles.more}>
          {page.loaded.length.toLocaleString('en')} of {page.total.toLocaleString('en')} items
          <Button size="sm" onClick={() => setWanted(wanted + itemPage)}>
            Show {itemPage} more
          </Button>
        </div>
      )}
    </>
  );
}

function BlobText({ blob, title }: { readonly blob: BlobRef; readonly title: string }) {
  const [text, setText] = useState(blob.preview);
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  async function loadMore(): Promise<void> {
    const offset = total === null ? 0 : text.length;
    try {
      const page = await ipc.runs.readBlob({ hash: blob.hash, offset, length: textPage });
      setText(total === null ? page.text : text + page.text);
      setTotal(page.total);
    } catch (thrown) {
      setError(toErrorData(thrown).message);
    }
  }
  const complete = total !== null && text.length >= total;
  return (
    <>
      <div className={styles.content}>
        <pre className={styles.text} tabIndex={0} aria-label={title}>
          {text}
        </pre>
      </div>
      {!complete && (
        <div className={styles.more}>
          {error ?? 'This is the beginning of a large value.'}
          <Button size="sm" onClick={() => void loadMore()}>
            Show {formatBytes(textPage)} more
          </Button>
        </div>
      )}
    </>
  );
}
