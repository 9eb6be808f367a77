import { useMemo } from 'react';
import css from './content-view.module.css';
import { harmlessHtml } from './harmless-html';

export interface HtmlViewProps {
  readonly text: string;
  readonly label: string;
}

/** A page as it looks: without scripts, links and anything from elsewhere. */
export function HtmlView({ text, label }: HtmlViewProps) {
  const page = useMemo(() => harmlessHtml(text), [text]);
  return (
    <iframe
      className={css.page}
      title={`${label} as a page`}
      // Nothing is allowed: no scripts, no forms, no origin, no navigation of the window.
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={page}
    />
  );
}
