import { useState } from 'react';
import css from './content-view.module.css';

export interface ImageViewProps {
  readonly type: string;
  readonly base64: string;
  readonly label: string;
}

/** A picture, with its size; scripts of a drawing do not run in an image. */
export function ImageView({ type, base64, label }: ImageViewProps) {
  const [size, setSize] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  if (broken) {
    return <p className={css.broken}>It says it is a picture ({type}), but it cannot be drawn.</p>;
  }
  return (
    <figure className={css.picture}>
      <img
        src={`data:${type};base64,${base64}`}
        alt={`${label} as a picture`}
        onLoad={({ currentTarget }) =>
          setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)
        }
        onError={() => setBroken(true)}
      />
      <figcaption>{[type, size].filter(Boolean).join(', ')}</figcaption>
    </figure>
  );
}
