import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { spansIn, type Span } from '@shared/debug/spans';
import { formatDuration } from '../../../ui/format-duration';
import { useDocument } from '../../document/index';
import { useRuns } from '../../runs/index';
import { eventWords, placeWords } from '../event-words';
import { jumpToStep } from '../jump-to-step';
import { togglePlay } from '../playback';
import { jump, shownSeq } from '../seek';
import { type TimePicture, useTime } from '../time-store';
import { readColours } from './colours';
import { draw } from './draw';
import { layoutOf, rowAt, rulerHeight } from './layout';
import { moved, revealing, type Scale, type ViewWindow, zoomed } from './scale';
import styles from './timeline.module.css';
import { useStageSize } from './use-stage-size';
import { useTheme } from './use-theme';

export interface StageProps {
  readonly picture: TimePicture;
  readonly titleOf: (step: string) => string;
  readonly scale: Scale;
  readonly window: ViewWindow;
  readonly onWindow: (window: ViewWindow) => void;
}

const gutter = 132;
/** The nearest zoom, in units of the scale. */
const nearest = 4;

interface Tip {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly detail: string;
}

/** The picture itself: one drawn surface, whatever the length of the log. */
export function Stage({ picture, titleOf, scale, window: view, onWindow }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scrubbing = useRef(false);
  const cursor = useRuns((state) => state.cursor);
  const kind = useTime((state) => state.scale);
  const selected = useDocument((state) => state.selection.steps.at(-1) ?? null);
  const [scrollTop, setScrollTop] = useState(0);
  const [tip, setTip] = useState<Tip | null>(null);
  const size = useStageSize(stage);
  // Drawn after every render, so it is enough to hear of a change.
  useTheme();
  const { log, rows, times } = picture;
  const layout = useMemo(
    () => layoutOf(rows, titleOf),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `rows` is one object that grows; `rows.all` is another list when it has
    [rows.all, titleOf],
  );
  const seq = cursor ?? log.length;
  const room = Math.max(1, size.width - gutter);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !stage.current || size.width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colours = readColours(stage.current);
    const font = `12px ${getComputedStyle(stage.current).fontFamily}`;
    draw({
      context,
      colours,
      font,
      width: size.width,
      height: size.height,
      gutter,
      scale,
      window: view,
      layout,
      scrollTop,
      cursor: seq,
      isPast: cursor !== null,
      titleOf,
      selected,
      tickText: (at) =>
        kind === 'events' ? Math.round(at).toLocaleString('en') : `+${formatDuration(at)}`,
    });
  });

  // What the cursor does out of view is followed, as a player does.
  useEffect(() => {
    if (cursor === null || scrubbing.current) return;
    const next = revealing(view, scale.extent, scale.position(cursor));
    if (next !== view) onWindow(next);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a cursor that moves takes the window along: a window that the user moves stays
  }, [cursor]);

  // React listens to the wheel passively, and zooming must not scroll the page.
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    function onWheel(event: WheelEvent): void {
      const width = view.to - view.from;
      if (event.ctrlKey || event.metaKey) {
        const around = positionAt(event.clientX);
        onWindow(zoomed(view, scale.extent, Math.exp(-event.deltaY / 240), around, nearest));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = event.shiftKey ? event.deltaY : event.deltaX;
        onWindow(moved(view, scale.extent, (by / room) * width));
      } else return;
      event.preventDefault();
    }
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  function positionAt(clientX: number): number {
    const left = (canvas.current?.getBoundingClientRect().left ?? 0) + gutter;
    return view.from + ((clientX - left) / room) * (view.to - view.from);
  }

  function spanAt(event: PointerEvent): Span | null {
    const top = canvas.current?.getBoundingClientRect().top ?? 0;
    const row = rowAt(layout, event.clientY - top - rulerHeight + scrollTop)?.row;
    if (row === undefined) return null;
    const place = positionAt(event.clientX);
    const at = scale.seqAt(place);
    for (const spans of [row.waits, row.spans]) {
      const [from, to] = spansIn(spans, at, at);
      const span = spans[to - 1];
      if (span !== undefined && to > from) return span;
    }
    return null;
  }

  function scrub(event: PointerEvent): void {
    jump(scale.seqAt(positionAt(event.clientX)));
  }

  function onPointerDown(event: PointerEvent<HTMLCanvasElement>): void {
    if (event.button !== 0) return;
    stage.current?.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    scrubbing.current = true;
    const span = spanAt(event);
    if (span !== null) void jumpToStep(span.path, span.step);
    scrub(event);
  }

  function onPointerMove(event: PointerEvent<HTMLCanvasElement>): void {
    if (scrubbing.current) {
      setTip(null);
      scrub(event);
      return;
    }
    const span = spanAt(event);
    const at = log.at(scale.seqAt(positionAt(event.clientX)));
    const place = { x: event.clientX + 12, y: event.clientY + 14 };
    if (span !== null) setTip({ ...place, ...wordsOf(span) });
    else if (
      at !== undefined &&
      event.clientX > (canvas.current?.getBoundingClientRect().left ?? 0) + gutter
    ) {
      const number = `Event ${at.seq.toLocaleString('en')}`;
      setTip({ ...place, title: eventWords(at, titleOf), detail: number });
    } else setTip(null);
  }

  function wordsOf(span: Span): Pick<Tip, 'title' | 'detail'> {
    const title =
      span.kind === 'body'
        ? `${titleOf(span.step)}, iteration ${span.iteration + 1}`
        : titleOf(span.step);
    const end = span.to === 0 ? log.length : span.to;
    const attempt = span.attempt > 1 ? `, attempt ${span.attempt}` : '';
    const took = formatDuration(times.at(end) - times.at(span.from));
    const state =
      span.state === 'open'
        ? 'at work'
        : span.state === 'retried'
          ? 'failed, tried again'
          : span.state;
    return { title, detail: `${state}${attempt}, ${took}, events ${span.from} to ${end}` };
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.shiftKey ? 10 : 1;
    const width = view.to - view.from;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => jump(shownSeq() - by),
      ArrowRight: () => jump(shownSeq() + by),
      PageUp: () => jump(shownSeq() - 100),
      PageDown: () => jump(shownSeq() + 100),
      Home: () => jump(1),
      End: () => jump(null),
      ' ': togglePlay,
      '+': () => onWindow(zoomed(view, scale.extent, 1.6, scale.position(seq), nearest)),
      '=': () => onWindow(zoomed(view, scale.extent, 1.6, scale.position(seq), nearest)),
      '-': () => onWindow(zoomed(view, scale.extent, 1 / 1.6, scale.position(seq), nearest)),
      '0': () => onWindow({ from: 0, to: scale.extent }),
      '[': () => onWindow(moved(view, scale.extent, -width / 4)),
      ']': () => onWindow(moved(view, scale.extent, width / 4)),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const event = log.at(seq);
  const words =
    event === undefined ? '' : `${eventWords(event, titleOf)} ${placeWords(event, titleOf)}`;
  return (
    <div
      ref={stage}
      className={styles.stage}
      role="slider"
      tabIndex={0}
      aria-label="Event that is looked at"
      aria-valuemin={1}
      aria-valuemax={log.length}
      aria-valuenow={seq}
      aria-valuetext={`Event ${seq} of ${log.length}: ${words}`}
      onKeyDown={onKeyDown}
      onScroll={(scrolled) => setScrollTop(scrolled.currentTarget.scrollTop)}
    >
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={Math.round(size.width * (window.devicePixelRatio || 1))}
        height={Math.round(size.height * (window.devicePixelRatio || 1))}
        style={{ width: size.width, height: size.height }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (scrubbing.current = false)}
        onPointerLeave={() => setTip(null)}
      />
      <div style={{ height: Math.max(0, layout.height + rulerHeight - size.height) }} />
      {tip !== null && (
        <div
          className={styles.tip}
          style={{ left: Math.min(tip.x, window.innerWidth - 320), top: tip.y }}
        >
          <strong>{tip.title}</strong>
          <span>{tip.detail}</span>
        </div>
      )}
    </div>
  );
}
