import { Copy, Download } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { JsonValue } from '@shared/lib/json';
import { IconButton } from '../../../ui/icon-button';
import { type Segment, SegmentedControl } from '../../../ui/segmented-control';
import type { StepValue } from '../value-actions';
import { byteLength, type Content, contentOf } from './content';
import { formatBytes } from './format-bytes';
import { HexView } from './hex-view';
import { HtmlView } from './html-view';
import { ImageView } from './image-view';
import { PagedText } from './paged-text';
import { saveContent } from './save-content';
import { schemaText } from './value-schema';
import { describeValue, tableShape } from './value-shape';
import { ValueTable } from './value-table';
import { ValueTree } from './value-tree';
import styles from './value-view.module.css';

type View = 'table' | 'tree' | 'text' | 'schema' | 'content' | 'hex';

const contentNames = { html: 'Page', image: 'Picture' } as const;

export interface InlineValueProps {
  readonly title: string;
  readonly value: JsonValue;
  readonly expression?: string;
  readonly of?: StepValue | undefined;
  readonly actions?: ReactNode;
}

/** A value with all its views; which it has depends on what it is. */
export function InlineValue({ title, value, expression, of, actions }: InlineValueProps) {
  const table = useMemo(() => tableShape(value), [value]);
  const [chosen, setChosen] = useState<View | null>(null);
  const content = useMemo(() => contentOf(value), [value]);
  const views = viewsOf(value, content, table !== undefined);
  const offered = views.some((one) => one.value === chosen) ? chosen : null;
  const view = offered ?? firstView(value, content, table !== undefined);
  return (
    <section className={styles.view} aria-label={title}>
      <header className={styles.header}>
        <h3>{title}</h3>
        <span className={styles.about}>
          {describeValue(value)}
          {content && `, ${describeContent(content)}`}
        </span>
        <span className={styles.spacer} />
        <SegmentedControl<View>
          label={`View of ${title.toLowerCase()}`}
          value={view}
          onValueChange={setChosen}
          segments={views}
          className={styles.views}
        />
        {content && (
          <IconButton
            label={`Save ${title.toLowerCase()} as a file`}
            size="sm"
            onClick={() => void saveContent(content, title)}
          >
            <Download />
          </IconButton>
        )}
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
        {view === 'table' && table && (
          <ValueTable table={table} label={title} expression={expression} />
        )}
        {view === 'tree' && (
          <ValueTree
            value={value}
            label={title}
            {...(expression && { expression })}
            {...(of && { of })}
          />
        )}
        {view === 'text' && <TextValue value={value} label={title} />}
        {view === 'schema' && (
          <pre className={styles.text} tabIndex={0} aria-label={`Schema of ${title.toLowerCase()}`}>
            {schemaText(value)}
          </pre>
        )}
        {view === 'content' && content?.kind === 'html' && (
          <HtmlView text={content.text} label={title} />
        )}
        {view === 'content' && content?.kind === 'image' && (
          <ImageView type={content.type} base64={content.base64} label={title} />
        )}
        {view === 'hex' && content && content.kind !== 'html' && (
          <HexView base64={content.base64} label={title} />
        )}
      </div>
    </section>
  );
}

/** Written out once, not each time that something around it changes. */
function TextValue({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  const text = useMemo(() => asText(value), [value]);
  return <PagedText text={text} label={label} />;
}

function viewsOf(value: JsonValue, content: Content | null, table: boolean): Segment<View>[] {
  const structured = typeof value === 'object' && value !== null;
  return [
    ...(content && content.kind !== 'binary'
      ? [{ value: 'content' as const, label: contentNames[content.kind] }]
      : []),
    ...(table ? [{ value: 'table' as const, label: 'Table' }] : []),
    { value: 'tree', label: 'JSON' },
    { value: 'text', label: 'Text' },
    ...(structured ? [{ value: 'schema' as const, label: 'Schema' }] : []),
    ...(content && content.kind !== 'html' ? [{ value: 'hex' as const, label: 'Bytes' }] : []),
  ];
}

/** A list as a table; what is nothing but a page, a picture or bytes as that; the rest as JSON. */
function firstView(value: JsonValue, content: Content | null, table: boolean): View {
  if (table && Array.isArray(value)) return 'table';
  if (content?.kind === 'image') return 'content';
  if (typeof value !== 'string' || !content) return 'tree';
  return content.kind === 'binary' ? 'hex' : 'content';
}

function describeContent(content: Content): string {
  return content.kind === 'html'
    ? content.type
    : `${content.type}, ${formatBytes(byteLength(content.base64))}`;
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
