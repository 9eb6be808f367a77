import { useState } from 'react';
import { Button } from '../../../ui/button';
import { formatBytes } from './format-bytes';
import styles from './value-view.module.css';

export interface PagedTextProps {
  readonly text: string;
  readonly label: string;
}

/** Characters that are laid out at once: more of them in one block would stop the window. */
const page = 100_000;

/** A text of any length: its beginning, and more of it when asked for. */
export function PagedText({ text, label }: PagedTextProps) {
  const [pages, setPages] = useState(1);
  const shown = text.slice(0, pages * page);
  const rest = text.length - shown.length;
  return (
    <div className={styles.paged}>
      <pre className={styles.text} tabIndex={0} aria-label={label}>
        {shown}
      </pre>
      {rest > 0 && (
        <div className={styles.more}>
          {formatBytes(shown.length)} of {formatBytes(text.length)}
          <Button size="sm" onClick={() => setPages(pages + 1)}>
            Show {formatBytes(Math.min(page, rest))} more
          </Button>
        </div>
      )}
    </div>
  );
}
