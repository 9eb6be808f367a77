import { type Drawing, xOf } from './drawing';
import { rulerHeight } from './layout';

const leastGap = 90;

/** Ticks with the numbers of events, or with the time since the run began. */
export function drawRuler(drawing: Drawing): void {
  const { context, colours, width, gutter, window, tickText } = drawing;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, width, rulerHeight);
  context.fillStyle = colours.line;
  context.fillRect(0, rulerHeight - 1, width, 1);
  const step = roundStep(((window.to - window.from) / Math.max(1, width - gutter)) * leastGap);
  context.fillStyle = colours.muted;
  for (let at = Math.ceil(window.from / step) * step; at <= window.to; at += step) {
    const x = xOf(drawing, at);
    if (x < gutter) continue;
    context.fillRect(Math.round(x), rulerHeight - 5, 1, 4);
    context.fillText(tickText(at, step), x + 4, rulerHeight / 2);
  }
}

/** 1, 2, 5, 10, 20, 50, … */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  for (const factor of [1, 2, 5, 10]) if (power * factor >= least) return power * factor;
  return power * 10;
}
