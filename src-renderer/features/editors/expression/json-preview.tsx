import type { JsonValue } from '@shared/lib/json';
import { useDeferredValue, useMemo } from 'react';
import type { ExpressionHost } from './expression-host';
import { ExpressionPreviewLine } from './expression-preview-line';
import css from './json-preview.module.css';
import { placedTexts } from './json-texts';

export interface JsonPreviewProps {
  readonly text: string;
  readonly host: ExpressionHost;
}

/** More than that is no preview any more. */
const mostShown = 6;

/** What the bindings in a JSON text come to, each at its place. */
export function JsonPreview({ text, host }: JsonPreviewProps) {
  const settled = useDeferredValue(text);
  const { list, count } = useMemo(() => bindingsOf(settled), [settled]);
  const shown = useMemo(
    () => list.filter((entry) => host.preview(entry.text).type !== 'none'),
    [list, host],
  );
  if (shown.length === 0) return null;
  return (
    <div className={css.list}>
      {shown.map((entry) => (
        <div key={entry.place} className={css.row}>
          {entry.place !== '' && (
            <span className={css.place} title={entry.place}>
              {entry.place}
            </span>
          )}
          <ExpressionPreviewLine text={entry.text} host={host} />
        </div>
      ))}
      {count > list.length && <p className={css.more}>{`and ${count - list.length} more`}</p>}
    </div>
  );
}

function bindingsOf(text: string): ReturnType<typeof placedTexts> {
  if (!text.includes('{{')) return { list: [], count: 0 };
  // A binding may stand bare, for the whole value.
  if (/^\s*\{\{/.test(text)) return { list: [{ place: '', text: text.trim() }], count: 1 };
  try {
    return placedTexts(JSON.parse(text) as JsonValue, mostShown);
  } catch {
    // It is being typed; what is wrong is told at the field.
    return { list: [], count: 0 };
  }
}
