import Markdown from 'react-markdown';
import type { JsonObject } from '@shared/lib/json';
import css from './note.module.css';

export interface NoteBodyProps {
  readonly config: JsonObject;
}

/** A note's Markdown. HTML in it stays text, and nothing is loaded: images show their words. */
export function NoteBody({ config }: NoteBodyProps) {
  const text = config['text'];
  if (typeof text !== 'string' || text.trim() === '') {
    return <span className={css.empty}>Empty note</span>;
  }
  return (
    <div className={css.body}>
      <Markdown disallowedElements={['img']} unwrapDisallowed>
        {text}
      </Markdown>
    </div>
  );
}
