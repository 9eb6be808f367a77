import { Copy } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/events';
import { IconButton } from '../../../ui/icon-button';
import { SegmentedControl } from '../../../ui/segmented-control';
import { BlobView } from './blob-view';
import { describeValue, tableShape } from './value-shape';
import { ValueTable } from './value-table';
import { ValueTree } from './value-tree';
import styles from './value-view.module.css';

export interface ValueViewProps {
  readonly title: string;
  readonly recorded: Recorded | undefined;
  /** What to say when there is no value yet. */
  readonly empty: string;
  /** Expression that gives this value elsewhere in the workflow. */
  readonly expression?: string;
  /** Buttons at the end of its head. */
  readonly actions?: ReactNode;
}

/** A recorded value with its views: table where it reads as one, tree, and text. */
export function ValueView({ title, recorded, empty, expression, actions }: ValueViewProps) {
  if (!recorded) {
    return (
      <section className={styles.view} aria-label={title}>
        <header className={styles.header}>
          <h3>{title}</h3>
        </header>
        <p className={styles.empty}>{empty}</p>
      </section>
    );
  }
  if ('blob' in recorded) return <BlobView title={title} blob={recorded.blob} />;
  return (
    <InlineValue
      title={title}
      value={recorded.value}
      actions={actions}
      {...(expression && { expression })}
    />
  );
}

type View = 'table' | 'tree' | 'text';

interface InlineValueProps {
  readonly title: string;
  readonly value: JsonValue;
  readonly expression?: string;
  readonly actions: ReactNode;
}

function InlineValue({ title, value, expression, actions }: InlineValueProps) {
  const table = useMemo(() => tableShape(value), [value]);
  const [chosen, setChosen] = useState<View | null>(null);
  const rowsReadWell = table !== undefined && Array.isArray(value);
  const view: View =
    chosen === 'table' && !table ? 'tree' : (chosen ?? (rowsReadWell ? 'table' : 'tree'));
  const text = view === 'text' ? asText(value) : '';
  return (
    <section className={styles.view} aria-label={title}>
      <header className={styles.header}>
        <h3>{title}</h3>
        <span className={styles.about}>{describeValue(value)}</span>
        <span className={styles.spacer} />
        <SegmentedControl<View>
          label={`View of ${title.toLowerCase()}`}
          value={view}
          onValueChange={setChosen}
          segments={[
            ...(table ? [{ value: 'table' as const, label: 'Table' }] : []),
            { value: 'tree', label: 'JSON' },
            { value: 'text', label: 'Text' },
          ]}
        />
        <IconButton
          label={`Copy ${title.toLowerCase()}`}
          size="sm"
          onClick={() => void navigator.clipboard.writeText(asText(value))}
        >
          <Copy />
        </IconButton>
        {actions}
      </header>
      <div className={styles.content}>
        {view === 'table' && table && <ValueTable table={table} label={title} />}
        {view === 'tree' && (
          <ValueTree value={value} label={title} {...(expression && { expression })} />
        )}
        {view === 'text' && (
          <pre className={styles.text} tabIndex={0} aria-label={title}>
            {text}
          </pre>
        )}
      </div>
    </section>
  );
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
