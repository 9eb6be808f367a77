import type { JsonValue } from '../lib/json';
import type { RunEvent } from '../runs/events';
import { stepRunKey, type ScopePath } from '../runs/scope-path';
import type { StepRun } from '../runs/state';
import { graphIndex } from '../workflow/graph/graph-index';
import { bodiesAt, type BodyAt } from './bodies';
import { lastUpTo } from './log-index';
import { placeOf, titleOf, type RunPrograms } from './programs';
import { evaluateAt } from './roots';
import { momentAt } from './moment';
import type { RunLog } from './run-log';
import { valueAt } from './value-source';

// "Why?" in plain words: why a value is null, why a step was skipped, why it waited.

export interface Reason {
  readonly text: string;
  /** What it is about, to go there. */
  readonly step: string | null;
  readonly path: ScopePath;
  /** The event that shows it; null when none does. */
  readonly seq: number | null;
}

export interface Because {
  /** What is asked about, as a sentence that a `because` follows: `Send mail was skipped`. */
  readonly what: string;
  /** The nearest reason first, the deepest last. */
  readonly reasons: readonly Reason[];
}

/** Chains are cut here. */
export const longest = 20;

export class Explainer {
  constructor(
    readonly log: RunLog,
    readonly programs: RunPrograms,
    readonly seq: number,
  ) {}

  body(path: ScopePath): BodyAt | undefined {
    return bodiesAt(this.log, this.programs, path, this.seq).at(-1);
  }

  run(path: ScopePath, step: string): StepRun | undefined {
    return this.log.stateAt(this.seq)?.steps.get(stepRunKey(path, step));
  }

  title(path: ScopePath, step: string): string {
    return titleOf(this.body(path)?.frame.workflow ?? null, step);
  }

  last(path: ScopePath, step: string, type: RunEvent['type']): number | null {
    const events = this.log.index.ofStep(stepRunKey(path, step));
    for (let at = lastUpTo(events, this.seq); at !== undefined; at = lastUpTo(events, at - 1)) {
      if (this.log.at(at)?.type === type) return at;
    }
    return null;
  }

  reason(text: string, step: string | null, path: ScopePath, seq: number | null): Reason {
    return { text, step, path, seq };
  }
}

/** Why a step was skipped, or has not run. */
export function whySkipped(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  address: { readonly step: string; readonly path: ScopePath },
): Because {
  const explain = new Explainer(log, programs, seq);
  const { step, path } = address;
  const title = explain.title(path, step);
  const run = explain.run(path, step);
  if (run === undefined || run.status === 'pending') {
    return { what: `${title} has not run`, reasons: notReached(explain, path, step) };
  }
  if (run.status !== 'skipped') {
    return { what: `${title} was not skipped`, reasons: [] };
  }
  const what = `${title} was skipped`;
  const at = explain.last(path, step, 'step.skipped');
  const reason = (text: string): Reason => explain.reason(text, step, path, at);
  switch (run.skipReason) {
    case 'disabled':
      return {
        what,
        reasons: [reason('It is switched off. What follows it goes on; its output is null.')],
      };
    case 'guard':
      return { what, reasons: [reason(guardText(explain, path, step))] };
    case 'error-policy':
      return {
        what,
        reasons: [
          explain.reason(
            `It failed (${run.error?.message ?? 'no reason was given'}), and its setting for errors says: skip it.`,
            step,
            path,
            explain.last(path, step, 'step.failed'),
          ),
        ],
      };
    case 'decision':
      return {
        what,
        reasons: [reason('A person decided to go on without it after it was interrupted.')],
      };
    default:
      return { what, reasons: deadEdges(explain, path, step) };
  }
}

function guardText(explain: Explainer, path: ScopePath, step: string): string {
  const text = placeOf(explain.body(path)?.frame.workflow ?? null, step)?.step.skipWhen;
  return text === undefined
    ? 'Its condition for skipping was true.'
    : `Its condition for skipping was true: ${text}`;
}

/** The wires that lead to it, and why nothing came along them; followed to where it began. */
function deadEdges(explain: Explainer, path: ScopePath, first: string): readonly Reason[] {
  const reasons: Reason[] = [];
  const seen = new Set<string>();
  const open = [first];
  for (let step = open.shift(); step !== undefined; step = open.shift()) {
    if (seen.has(step) || reasons.length >= longest) continue;
    seen.add(step);
    const graph = explain.body(path)?.graph;
    const edges = graph === undefined ? [] : graphIndex(graph).incoming(step);
    if (edges.length === 0) {
      reasons.push(
        explain.reason(
          step === first
            ? 'Nothing leads to it, and this workflow begins at its start step.'
            : `Nothing leads to ${explain.title(path, step)}.`,
          step,
          path,
          null,
        ),
      );
    }
    const join = placeOf(explain.body(path)?.frame.workflow ?? null, step)?.step.join;
    if (join === 'all' && edges.length > 1) {
      reasons.push(
        explain.reason(
          `${explain.title(path, step)} needs all of its ${edges.length} wires, and not all were taken.`,
          step,
          path,
          null,
        ),
      );
    }
    for (const edge of edges) {
      const from = explain.run(path, edge.from);
      const title = explain.title(path, edge.from);
      if (from?.taken?.includes(edge.fromPort)) continue;
      if (from?.status === 'skipped') open.push(edge.from);
      reasons.push(deadEdge(explain, path, edge.from, edge.fromPort, title, from));
    }
  }
  return reasons;
}

function deadEdge(
  explain: Explainer,
  path: ScopePath,
  step: string,
  port: string,
  title: string,
  run: StepRun | undefined,
): Reason {
  const reason = (text: string, type: RunEvent['type']): Reason =>
    explain.reason(text, step, path, explain.last(path, step, type));
  switch (run?.status) {
    case 'completed': {
      if (run.leaves !== undefined) {
        return reason(
          `${title} ended this part of the workflow (${run.leaves}).`,
          'step.completed',
        );
      }
      const taken = run.taken ?? [];
      const went = taken.length === 0 ? 'went no way on' : `went to ${quoted(taken)}`;
      return reason(
        `${title} ${went}, and the wire leads from ${quoted([port])}${decidedBy(explain, path, step)}.`,
        'step.completed',
      );
    }
    case 'skipped':
      return reason(`${title} was skipped itself.`, 'step.skipped');
    case 'failed':
      return reason(
        port === 'error'
          ? `${title} failed, but its errors do not go to a wire.`
          : `${title} failed: ${run.error?.message ?? 'no reason was given'}`,
        'step.failed',
      );
    case 'cancelled':
      return reason(`${title} was called off.`, 'step.cancelled');
    default:
      return explain.reason(`${title} has not ended.`, step, path, null);
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}

/** What a decision was made from: the settings that held bindings, with what they gave. */
function decidedBy(explain: Explainer, path: ScopePath, step: string): string {
  const config = placeOf(explain.body(path)?.frame.workflow ?? null, step)?.step.config ?? {};
  const input = explain.run(path, step)?.input;
  const decided = Object.entries(config).flatMap(([key, text]) => {
    if (typeof text !== 'string' || !text.includes('{{')) return [];
    const value = valueAt(input, [key]) ?? evaluated(explain, path, step, text);
    return value === undefined ? [text] : [`${text} was ${shortValue(value)}`];
  });
  return decided.length === 0 ? '' : `; ${decided.slice(0, 2).join(', ')}`;
}

/** Some settings are looked at by the step itself, and so not recorded. */
function evaluated(
  explain: Explainer,
  path: ScopePath,
  step: string,
  text: string,
): JsonValue | undefined {
  const at = explain.last(path, step, 'step.started') ?? explain.seq;
  const moment = momentAt(explain.log, explain.programs, at, { step, path });
  const frame = moment?.frames[0];
  if (!moment || !frame) return undefined;
  try {
    return evaluateAt(moment.roots(frame), text) as JsonValue;
  } catch {
    // What cannot be said any more is left out.
    return undefined;
  }
}

export function shortValue(value: JsonValue, length = 60): string {
  const text = JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** A step that was never reached: what stands in its way. */
function notReached(explain: Explainer, path: ScopePath, step: string): readonly Reason[] {
  const state = explain.log.stateAt(explain.seq);
  const container = path.at(-1);
  const body = explain.body(path);
  if (container !== undefined && body?.started === null) {
    const outer = path.slice(0, -1);
    const title = explain.title(outer, container.step);
    const text = `${title} has not come to its iteration ${container.iteration + 1}.`;
    return [explain.reason(text, container.step, outer, null)];
  }
  const edges = body === undefined ? [] : graphIndex(body.graph).incoming(step);
  const waiting = edges.flatMap((edge) => {
    const run = explain.run(path, edge.from);
    const title = explain.title(path, edge.from);
    if (run === undefined || run.status === 'pending') {
      return [
        explain.reason(`${title}, which comes before it, has not run.`, edge.from, path, null),
      ];
    }
    if (ended.has(run.status)) return [];
    return [
      explain.reason(`${title}, which comes before it, is ${run.status}.`, edge.from, path, null),
    ];
  });
  if (waiting.length > 0) return waiting;
  if (state?.error !== undefined) {
    const text = `The run ended before: ${state.error.message}`;
    return [explain.reason(text, state.failedStep ?? null, [], state.lastSeq)];
  }
  if (state?.status === 'cancelled')
    return [explain.reason('The run was cancelled before.', null, [], state.lastSeq)];
  return [explain.reason('It had not got its turn at this moment.', null, path, null)];
}

const ended: ReadonlySet<StepRun['status']> = new Set([
  'completed',
  'failed',
  'skipped',
  'cancelled',
]);
