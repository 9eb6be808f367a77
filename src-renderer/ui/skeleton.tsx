import css from './skeleton.module.css';

export interface SkeletonProps {
  readonly width?: number | string;
  readonly height?: number;
}

/** A quiet placeholder in the shape of what is coming. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps) {
  return <span aria-hidden className={css.skeleton} style={{ width, height }} />;
}
