import type { ReactNode } from 'react';
import { Panel } from 'react-resizable-panels';
import css from './split-pane.module.css';

export interface PaneProps {
  readonly id: string;
  /** What its separator says that it resizes; of the two beside it, the one that has a name. */
  readonly name?: string;
  /** Pixels, or `"40%"`. */
  readonly defaultSize?: number | string;
  readonly minSize?: number | string;
  readonly maxSize?: number | string;
  /** Keeps its pixels when the window grows; for side bars. */
  readonly fixed?: boolean;
  /** Its size in pixels, after each change. */
  readonly onResize?: (pixels: number) => void;
  readonly children: ReactNode;
}

/** One part of a `SplitPane`. */
export function Pane({
  id,
  defaultSize,
  minSize = 80,
  maxSize,
  fixed = false,
  onResize,
  children,
}: PaneProps) {
  return (
    <Panel
      id={id}
      defaultSize={defaultSize}
      minSize={minSize}
      maxSize={maxSize}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
      className={css.pane}
      {...(onResize && { onResize: (size) => onResize(size.inPixels) })}
    >
      {children}
    </Panel>
  );
}
