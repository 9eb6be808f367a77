import { useDeferredValue, useMemo } from 'react';
import type { ExpressionHost } from './expression-host';
import css from './expression-preview-line.module.css';
import { previewText } from './preview-text';

export interface ExpressionPreviewLineProps {
  readonly id?: string;
  readonly text: string;
  readonly host: ExpressionHost;
}

/** What an expression comes to, with where the data is from. */
export function ExpressionPreviewLine({ id, text, host }: ExpressionPreviewLineProps) {
  const settled = useDeferredValue(text);
  const preview = useMemo(() => host.preview(settled), [host, settled]);
  if (preview.type === 'none') return null;
  const failed = preview.type === 'error';
  return (
    <p id={id} className={css.line} title={`From ${preview.source}`}>
      <span aria-hidden className={css.sign}>
        =
      </span>
      <span className={failed ? css.failed : css.value} data-selectable="">
        {failed ? preview.message : previewText(preview.value)}
      </span>
    </p>
  );
}
