import { useStore } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { canvasStore, type Detail } from './canvas-store';

/** Below this zoom a summary cannot be read, and a title only when it is larger. */
const largeBelow = 0.65;
/** Below this one ports cannot be met any more: an icon, a title and a state are left. */
const compactBelow = 0.45;
/** Below this one an icon is a dot: the title has the whole box. */
const farBelow = 0.28;
/** Below this one not even a large title can be read. */
const blockBelow = 0.16;

/** How steps are lettered at a zoom; the stylesheets of the nodes have the sizes. */
type Lettering = 'plain' | 'large' | 'compact' | 'far';

interface Zoomed {
  readonly transform: readonly [x: number, y: number, zoom: number];
}

function detailAt({ transform: [, , zoom] }: Zoomed): Detail {
  if (zoom < blockBelow) return 'block';
  return zoom < compactBelow ? 'compact' : 'full';
}

function letteringAt({ transform: [, , zoom] }: Zoomed): Lettering {
  if (zoom < farBelow) return 'far';
  if (zoom < compactBelow) return 'compact';
  return zoom < largeBelow ? 'large' : 'plain';
}

/**
 * Tells the nodes when to draw less, and larger. One subscription here instead of one per node and
 * frame; sizes hang on an attribute of the canvas, so that React need draw nothing for them.
 */
export function useDetail(root: RefObject<HTMLElement | null>): void {
  const detail = useStore(detailAt);
  const lettering = useStore(letteringAt);
  useEffect(() => canvasStore.setState({ detail }), [detail]);
  useEffect(() => root.current?.setAttribute('data-lettering', lettering), [root, lettering]);
}
