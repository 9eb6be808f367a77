import type { RunPrograms } from '../programs';
import { titleOf } from '../programs';
import type { RunLog } from '../run-log';
import { type Span, SpanRows, type SpanState } from '../spans';
import { html, Html } from './html-text';

const width = 1_000;
const rowHeight = 18;
const mostRows = 60;
/** Bars of one row; more are drawn as one where they touch. */
const mostBars = 400;

const colours: Readonly<Record<SpanState, string>> = {
  open: 'var(--work)',
  completed: 'var(--ok)',
  failed: 'var(--bad)',
  retried: 'var(--again)',
  skipped: 'var(--off)',
  cancelled: 'var(--off)',
  waiting: 'var(--wait)',
};

/** The timeline of a run as a drawing. */
export function timelinePicture(log: RunLog, programs: RunPrograms): Html {
  const spans = new SpanRows(programs);
  spans.update(log);
  const rows = spans.all.slice(0, mostRows);
  const own = log.state === null ? null : programs.workflowOf(log.state.workflow.hash);
  const scale = width / Math.max(1, log.length);
  const bars = rows.flatMap((row, at) => {
    const y = at * rowHeight + 4;
    const drawn = thinned(row.spans, scale).map((span) =>
      bar(span, y, scale, log.length, titleOf(own, span.step)),
    );
    const waits = thinned(row.waits, scale).map((span) =>
      bar(span, y + 10, scale, log.length, '', 3),
    );
    return [...drawn, ...waits];
  });
  const height = rows.length * rowHeight + 8;
  return html`<svg
    viewBox="0 0 ${width} ${height}"
    width="100%"
    role="img"
    aria-label="Timeline of the run"
  >
    ${bars}
  </svg>`;
}

function thinned(spans: readonly Span[], scale: number): readonly Span[] {
  if (spans.length <= mostBars) return spans;
  const kept: Span[] = [];
  let last = -Infinity;
  for (const span of spans) {
    // A failure is never left out for want of room.
    if (span.from * scale - last < 2 && span.state !== 'failed') continue;
    last = span.from * scale;
    kept.push(span);
  }
  return kept.slice(0, 2_000);
}

function bar(
  span: Span,
  y: number,
  scale: number,
  length: number,
  title: string,
  height = 13,
): Html {
  const x = (span.from - 1) * scale;
  const end = span.to === 0 ? length : span.to;
  const wide = Math.max(1, (end - span.from + 1) * scale - 1);
  const name = span.kind === 'body' ? `#${span.iteration + 1}` : title;
  const words = `${name}: ${span.state}${span.attempt > 1 ? `, attempt ${span.attempt}` : ''}`;
  const label =
    wide > 40 && title !== ''
      ? html`<text x="${round(x + 4)}" y="${y + 10}" font-size="10" fill="currentColor"
          >${name.slice(0, Math.floor(wide / 6))}</text
        >`
      : new Html('');
  const opacity = span.kind === 'body' ? '0.25' : '0.45';
  return html`<g
    ><title>${words}</title
    ><rect
      x="${round(x)}"
      y="${y}"
      width="${round(wide)}"
      height="${height}"
      rx="2"
      fill="${colours[span.state]}"
      fill-opacity="${opacity}"
    />${label}</g
  >`;
}

function round(value: number): string {
  return value.toFixed(1);
}
