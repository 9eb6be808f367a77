import { spansIn, type Span, type SpanRow } from '@shared/debug/spans';
import { type Drawing, xOf } from './drawing';
import { rowHeight, rulerHeight } from './layout';
import { drawRuler } from './ruler';

/** One pixel of the picture never costs more than one look-up, so a long log costs what a short one does. */
export function draw(drawing: Drawing): void {
  const { context, width, height, gutter, layout, scrollTop, colours } = drawing;
  context.clearRect(0, 0, width, height);
  context.font = drawing.font;
  context.textBaseline = 'middle';
  context.save();
  context.beginPath();
  context.rect(0, rulerHeight, width, height - rulerHeight);
  context.clip();
  for (const placed of layout.rows) {
    const y = rulerHeight + placed.top - scrollTop;
    if (y > height || y + rowHeight < rulerHeight) continue;
    if (placed.first) {
      context.fillStyle = colours.line;
      context.fillRect(0, Math.round(y) - 2, width, 1);
    }
    drawRow(drawing, placed.row, y);
  }
  drawNames(drawing);
  context.restore();
  drawRuler(drawing);
  drawCursor(drawing, gutter);
}

function drawRow(drawing: Drawing, row: SpanRow, y: number): void {
  const { context, scale, window, width, gutter } = drawing;
  const first = scale.seqAt(window.from);
  const last = scale.seqAt(window.to);
  context.save();
  context.beginPath();
  context.rect(gutter, y, width - gutter, rowHeight);
  context.clip();
  drawSpans(drawing, row.spans, first, last, (span, left, right) =>
    drawSpan(drawing, span, left, right, y),
  );
  drawSpans(drawing, row.waits, first, last, (span, left, right) =>
    drawWait(drawing, span, left, right, y),
  );
  drawFailures(drawing, row.failures, first, last, y);
  context.restore();
}

function drawSpans(
  drawing: Drawing,
  spans: readonly Span[],
  first: number,
  last: number,
  paint: (span: Span, left: number, right: number) => void,
): void {
  const [from, to] = spansIn(spans, first, last);
  for (let at = from; at < to; at += 1) {
    const span = spans[at];
    if (span === undefined) return;
    const [left, right] = edgesOf(drawing, span);
    paint(span, left, right);
    if (right - left >= 1) continue;
    // Those that fall into the same pixel would be drawn over this one.
    const next = nextVisible(drawing, spans, at + 1, to, Math.floor(left) + 1);
    at = Math.max(at, next - 1);
  }
}

function edgesOf(drawing: Drawing, span: Span): readonly [number, number] {
  const { scale } = drawing;
  const left = xOf(drawing, scale.position(span.from) - scale.half);
  // What has not ended goes on to the end of what is known.
  const end = span.to === 0 ? scale.extent : scale.position(span.to) + scale.half;
  return [left, Math.max(left, xOf(drawing, end))];
}

function nextVisible(
  drawing: Drawing,
  spans: readonly Span[],
  from: number,
  to: number,
  x: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const span = spans[middle];
    if (span !== undefined && edgesOf(drawing, span)[1] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawSpan(drawing: Drawing, span: Span, left: number, right: number, y: number): void {
  const { context, colours, selected } = drawing;
  const colour = span.kind === 'body' ? colours.body : colours.states[span.state];
  const width = Math.max(1, right - left - (right - left > 4 ? 1 : 0));
  const top = y + 1;
  const height = rowHeight - 4;
  context.globalAlpha = span.kind === 'body' ? 0.14 : 0.24;
  context.fillStyle = colour;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  if (width > 3) {
    context.fillRect(left, top, 2, height);
    if (span.state === 'skipped' || span.state === 'cancelled')
      dash(drawing, left, top, width, height);
  }
  if (span.step === selected && width > 2) {
    context.strokeStyle = colours.cursor;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }
  if (width > 24) drawLabel(drawing, span, left, width, top + height / 2);
}

function dash(
  { context, colours }: Drawing,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  context.strokeStyle = colours.states.skipped;
  context.lineWidth = 1;
  context.setLineDash([3, 2]);
  context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  context.setLineDash([]);
}

function drawLabel(drawing: Drawing, span: Span, left: number, width: number, y: number): void {
  const { context, colours, gutter, titleOf } = drawing;
  // A bar that begins out of view has its name where it comes into view.
  const start = Math.max(left, gutter) + 6;
  const room = left + width - start - 4;
  if (room < 16) return;
  const text = span.kind === 'body' ? `#${span.iteration + 1}` : nameOf(span, titleOf);
  context.fillStyle = span.kind === 'body' ? colours.muted : colours.text;
  const shown = fitted(context, text, room);
  if (shown !== '') context.fillText(shown, start, y);
}

function nameOf(span: Span, titleOf: (step: string) => string): string {
  const mark =
    span.state === 'failed'
      ? '✕ '
      : span.state === 'retried'
        ? '↻ '
        : span.state === 'skipped'
          ? '⊘ '
          : '';
  const attempt = span.attempt > 1 ? ` (${span.attempt})` : '';
  return `${mark}${titleOf(span.step)}${attempt}`;
}

export function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) {
    length = Math.floor(length * 0.8);
  }
  return length > 1 ? `${text.slice(0, length)}…` : '';
}

/** Waits are hatched, so that they can be told without their colour. */
function drawWait(drawing: Drawing, _span: Span, left: number, right: number, y: number): void {
  const { context, colours } = drawing;
  const width = Math.max(1, right - left);
  const top = y + 1;
  const height = rowHeight - 4;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.globalAlpha = 0.16;
  context.fillStyle = colours.states.waiting;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 0.7;
  context.strokeStyle = colours.states.waiting;
  context.lineWidth = 1;
  context.beginPath();
  const visible = Math.min(right, drawing.width);
  for (let x = Math.max(left, drawing.gutter) - height; x < visible; x += 6) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

function drawFailures(
  drawing: Drawing,
  failures: readonly number[],
  first: number,
  last: number,
  y: number,
): void {
  const { context, colours, scale } = drawing;
  context.fillStyle = colours.states.failed;
  let drawn = -Infinity;
  for (const seq of between(failures, first, last)) {
    const x = xOf(drawing, scale.position(seq));
    if (x - drawn < 3) continue;
    drawn = x;
    context.beginPath();
    context.moveTo(x - 4, y);
    context.lineTo(x + 4, y);
    context.lineTo(x, y + 6);
    context.fill();
  }
}

function* between(numbers: readonly number[], first: number, last: number): Generator<number> {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if (number > last) return;
    yield number;
  }
}

function drawNames(drawing: Drawing): void {
  const { context, colours, gutter, layout, scrollTop, height } = drawing;
  context.fillStyle = colours.surface;
  context.fillRect(0, rulerHeight, gutter - 1, height);
  context.fillStyle = colours.line;
  context.fillRect(gutter - 1, rulerHeight, 1, height);
  context.fillStyle = colours.muted;
  for (const { row, top, first, name } of layout.rows) {
    const y = rulerHeight + top - scrollTop + rowHeight / 2;
    if (y < 0 || y > height) continue;
    if (first) context.fillText(fitted(context, name, gutter - 20), 12, y);
    else if (row.depth % 2 === 1) {
      context.globalAlpha = 0.7;
      context.fillText('iterations', 22, y);
      context.globalAlpha = 1;
    }
  }
}

function drawCursor(drawing: Drawing, gutter: number): void {
  const { context, colours, cursor, isPast, scale, height, width } = drawing;
  if (cursor === 0) return;
  const x = Math.round(xOf(drawing, scale.position(cursor)));
  if (isPast && x < width) {
    // What has not happened yet at this moment.
    context.globalAlpha = 0.55;
    context.fillStyle = colours.sunken;
    const from = Math.max(gutter, x + 1);
    context.fillRect(from, rulerHeight, width - from, height - rulerHeight);
    context.globalAlpha = 1;
  }
  if (x < gutter) return;
  context.fillStyle = isPast ? colours.past : colours.cursor;
  context.fillRect(x, 0, 1.5, height);
  context.beginPath();
  context.moveTo(x - 5, 0);
  context.lineTo(x + 6, 0);
  context.lineTo(x + 6, 6);
  context.lineTo(x + 0.5, 12);
  context.lineTo(x - 5, 6);
  context.fill();
}
