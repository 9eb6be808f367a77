import { type RefCallback, useCallback, useState } from 'react';

/** The width an element has on screen, so that a chart is drawn in real pixels and text stays text. */
export function useWidth(fallback: number): readonly [RefCallback<Element>, number] {
  const [width, setWidth] = useState(fallback);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
