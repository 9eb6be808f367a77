import type { Stop } from '@shared/debug/stops';
import type { StopPlace, StopReason } from '@shared/runs/debug-events';
import type { HeldStep } from '../../engine/gates/debug-port';
import { codeError } from './code-error';

/** A held step as those see it who debug. */
export function stopOf(id: number, held: HeldStep): Stop {
  const { point, request, branch, seq, input, output } = held;
  const { edge, error } = point;
  return {
    id,
    branch,
    place: point.place,
    reason: request.reason,
    step: point.step,
    path: point.path,
    seq,
    ...(edge !== null && { edge }),
    ...(point.place === 'before' && input !== null && { input }),
    ...(output !== undefined && { output: { value: output } }),
    ...(error !== null && { error }),
    ...handledOf(held),
    breakpoints: request.breakpoints ?? [],
    ...(request.line !== undefined && { line: request.line }),
    ...(request.column !== undefined && { column: request.column }),
    description: describe(held),
  };
}

function handledOf({ point, request }: HeldStep): Pick<Stop, 'handled'> {
  if (point.place === 'error') return { handled: point.handled };
  const isInCode = point.place === 'line' && request.reason === 'exception';
  return isInCode ? { handled: point.handles(codeError('')) } : {};
}

const reasons: Readonly<Record<StopReason, string>> = {
  entry: 'at the start',
  breakpoint: 'breakpoint',
  'function breakpoint': 'breakpoint on its kind',
  'data breakpoint': 'the data changed',
  exception: 'it failed',
  step: 'step',
  pause: 'pause',
  goto: 'set as next',
  restart: 'about to start again',
  held: 'held with another branch',
};

const places: Readonly<Record<StopPlace, string>> = {
  before: 'before',
  after: 'after',
  wire: 'on a wire of',
  error: 'at the failure of',
  wait: 'while waiting in',
  line: 'in',
};

/** Characters of an error; the rest is among the variables. */
const errorLength = 160;

/** `Paused before Fetch orders (breakpoint)`, `Paused at the failure of Fetch orders: no route`. */
function describe({ point, request }: HeldStep): string {
  const line = request.line === undefined ? '' : `, line ${request.line}`;
  const where =
    point.place === 'wire' && point.edge !== null
      ? `on the wire ${point.edge}`
      : `${places[point.place]} ${point.title}${line}`;
  const iteration = point.iteration === null ? '' : `, iteration ${point.iteration + 1}`;
  const error = request.reason === 'exception' ? (point.error?.message ?? request.what) : undefined;
  const why = error === undefined ? ` (${reasons[request.reason]})` : `: ${firstLine(error)}`;
  return `Paused ${where}${iteration}${why}`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > errorLength ? `${line.slice(0, errorLength)}…` : line;
}
