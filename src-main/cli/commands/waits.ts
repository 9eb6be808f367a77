import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { Wait } from '@shared/ipc/topics';
import { stepRunKey } from '@shared/runs/scope-path';
import type { Services } from '../../services/create-services';
import { exitCodes } from '../exit-codes';
import { withServices } from '../headless';
import { readJsonArgument } from '../json-argument';
import { formatColumns } from '../print-value';
import { withProperties } from '../run-input';
import { type Addressed, findAddressed } from '../step-address';
import type { Terminal } from '../terminal';
import { parseRunId } from './run';

// What runs wait for, and the answers to it. The answer is kept; the process that has the run takes
// it in within a second.

export interface WaitOptions {
  readonly json: boolean;
  readonly profile: string;
}

/** `stepwell waits [run]`. */
export function waitsCommand(
  terminal: Terminal,
  target: string | undefined,
  options: WaitOptions,
): Promise<number> {
  return withServices(options, async ({ topics }) => {
    const waits = topics.waits(target === undefined ? undefined : parseRunId(target));
    if (options.json) {
      for (const wait of waits) terminal.out(`${JSON.stringify(wait)}\n`);
    } else if (waits.length === 0) {
      terminal.info('Nothing waits.\n');
    } else {
      terminal.out(formatColumns(headings, waits.map(rowOf)));
    }
    return exitCodes.ok;
  });
}

const headings = ['run', 'workflow', 'step', 'waits for', 'since', 'until'];

function rowOf(wait: Wait): string[] {
  const reasons = {
    time: wait.reason,
    event: `event ${wait.topic ?? ''}`,
    approval: 'approval',
    decision: 'decision',
  };
  return [
    wait.runId,
    wait.workflowName,
    stepRunKey(wait.path, wait.step),
    reasons[wait.type],
    shownTime(wait.since),
    wait.until === null ? '' : shownTime(wait.until),
  ];
}

function shownTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
}

export interface AnswerOptions extends WaitOptions {
  readonly data?: string;
  readonly set?: readonly string[];
  readonly comment?: string;
  readonly by?: string;
}

/** `stepwell approve` and `stepwell reject`. */
export function answerCommand(
  terminal: Terminal,
  action: 'approve' | 'reject',
  target: readonly [run: string, step: string | undefined],
  options: AnswerOptions,
): Promise<number> {
  return withServices(options, async (services) => {
    const run = parseRunId(target[0]);
    const address = findAddressed(run, target[1], services.approvals.list());
    const given = options.data === undefined ? undefined : readJsonArgument(options.data, '--data');
    await services.approvals.answer({
      ...addressOf(address),
      action,
      data: withProperties(given, options.set ?? [], '--data'),
      comment: options.comment,
      by: options.by,
    });
    return said(
      terminal,
      services,
      address,
      action === 'approve' ? 'approved' : 'rejected',
      options,
    );
  });
}

/** `stepwell decide`. */
export function decideCommand(
  terminal: Terminal,
  target: readonly [run: string, step: string],
  decision: 'retry' | 'done' | 'skip',
  options: WaitOptions & { readonly output?: string },
): Promise<number> {
  return withServices(options, async (services) => {
    const run = parseRunId(target[0]);
    const address = findAddressed(run, target[1], services.runs.decisions(run));
    const output =
      options.output === undefined ? undefined : readJsonArgument(options.output, '--output');
    await services.runs.decide({ ...addressOf(address), decision, output });
    return said(terminal, services, address, decision, options);
  });
}

/** `stepwell emit`. */
export function emitCommand(
  terminal: Terminal,
  topic: string,
  data: string | undefined,
  options: WaitOptions & { readonly id?: string; readonly set: readonly string[] },
): Promise<number> {
  return withServices(options, async ({ topics }) => {
    const given = data === undefined ? undefined : textOrJson(data);
    const value = withProperties(given, options.set, 'the data') ?? null;
    const emitted = await topics.emit(topic, value, options.id);
    if (options.json) {
      terminal.out(`${JSON.stringify(emitted)}\n`);
    } else if (emitted.repeated) {
      terminal.info(`The event ${emitted.id} was there already; nothing new was emitted.\n`);
    } else {
      const { waiting } = emitted;
      terminal.info(`Emitted ${topic}; ${waiting} waiting ${waiting === 1 ? 'step' : 'steps'}.\n`);
      terminal.out(`${emitted.id}\n`);
    }
    return exitCodes.ok;
  });
}

/** JSON, a file, or else the text itself. */
function textOrJson(text: string): JsonValue {
  if (text.startsWith('@')) return readJsonArgument(text, 'the data');
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? { ...value } : value;
  } catch {
    return text;
  }
}

function addressOf({ runId, path, step }: Addressed): Addressed {
  return { runId, path: [...path], step };
}

/** Says what was answered, and whether anybody is there to take it in. */
function said(
  terminal: Terminal,
  services: Services,
  { runId, path, step }: Addressed,
  what: string,
  { json }: WaitOptions,
): number {
  const { status } = services.runs.get(runId);
  if (json) {
    terminal.out(`${JSON.stringify({ runId, path, step, answer: what, status })}\n`);
    return exitCodes.ok;
  }
  terminal.info(`${stepRunKey(path, step)} of ${runId}: ${what}.\n`);
  if (status === 'interrupted') {
    terminal.info(
      `Nobody runs it at the moment: the answer is kept until the studio is open, or until\n  stepwell resume ${runId}\n`,
    );
  }
  return exitCodes.ok;
}
