import { readFileSync, writeSync } from 'node:fs';
import { stepRunKey } from '@shared/runs/scope-path';
import type { JsonObject } from '@shared/lib/json';
import type { ExecutableKind } from '../../../src-main/engine/types';
import { createServices } from '../../../src-main/services/create-services';
import { createStepKinds } from '../../../src-main/steps/index';
import type { StepHost } from '../../../src-main/steps/step-host';
import { storageThread } from '../../helpers/storage-thread';
import { DebugUser } from './debug-user';
import { crashPointOf, isAt } from '../lib/crash-points';
import { lineOf, markerOf } from './witness';
import { killedWorkflow } from './workflow';

// Stepwell with a user who starts runs, answers approvals, emits events and decides about
// interrupted steps. It says on its output what was kept, and is killed whenever it suits the
// parent, or ends itself at a named moment. Arguments: profile, address of the server, ledger file,
// first marker, `work` or `finish`, what is broken, `debug` for a user who debugs the runs, and the
// crash point with how often it is passed.

const [profile = '', url = '', ledger = '', first = '0', task = 'work', ...more] =
  process.argv.slice(2);
const [broken = '', how = '', at = ''] = more;
const [pointName = '', times = '1'] = at.split('#');
const point = pointName === '' ? null : crashPointOf(pointName);
let passes = Number(times);
const atWork = 8;

/** Not the asynchronous stream: the parent must have it before the process can be killed. */
function say(line: unknown): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Ends the process as it is, at the moment that was asked for. */
function pass(isHere: boolean): void {
  if (!isHere) return;
  passes -= 1;
  if (passes > 0) return;
  say({ crash: pointName });
  process.kill(process.pid, 'SIGKILL');
}

/** Steps with effects pass two points of their own. */
function withPoints(kinds: ReadonlyMap<string, ExecutableKind>): Map<string, ExecutableKind> {
  return new Map(
    [...kinds].map(([name, kind]) => {
      const run: ExecutableKind['run'] = async (context) => {
        const config = (context as { readonly config: JsonObject }).config;
        const isOutside = kind.definition.effects(config) !== 'pure';
        pass(isOutside && pointName === 'before-effect');
        const outcome = await kind.run(context);
        pass(isOutside && pointName === 'after-effect');
        return outcome;
      };
      return [name, { ...kind, run }];
    }),
  );
}

const host: StepHost = {
  // No step of the workflow runs code.
  sandbox: {
    run: () => Promise.reject(new Error('There is no code here.')),
  } as unknown as StepHost['sandbox'],
  baseFolder: profile,
  userAgent: 'Stepwell/proof',
};
const user =
  how === 'debug' ? new DebugUser(() => services, killedWorkflow, say, task === 'finish') : null;
const services = await createServices({
  profileFolder: profile,
  samplesFolder: profile,
  createKinds(more) {
    const kinds = createStepKinds({ ...host, ...more });
    return point?.moment === null ? withPoints(kinds) : kinds;
  },
  environment: {},
  resumeRuns: true,
  // Every second process from the start, the others when there is something to do. What happens in a
  // transaction can only be seen where it is made.
  ...(point?.moment !== 'in-commit' && {
    storageThread: storageThread(Number(first) % 2_000 === 0 ? { after: 0 } : {}),
  }),
  ...(point && { atMoment: (moment, types) => pass(isAt(point, moment, types)) }),
  events: {
    runEvents(_run, events) {
      for (const event of events) say(lineOf(event));
    },
    debugMessage: (client, message) => user?.receive(client, message),
  },
  onFault: (error) => say({ fault: String(error) }),
});
say({ open: true, notices: services.notices });
void services.recover();

/** Answers are under way for these. */
const answering = new Set<string>();
let next = Number(first);
let starting = 0;

setInterval(() => {
  const open = services.runs.list({ limit: 200 }).runs.filter((run) => run.endedAt === null);
  if (task === 'finish' && open.length === 0) {
    say({ finished: true });
    void services.close().then(() => process.exit(0));
  }
  if (task === 'work') {
    for (let count = open.length + starting; count < atWork; count += 1) start();
  }
  user?.look();
  answerAll();
}, 8);

function start(): void {
  next += 1;
  starting += 1;
  const marker = `m${next}`;
  if (user !== null) {
    void user.start({ marker, url, ledger }).finally(() => (starting -= 1));
    return;
  }
  const request = {
    workflowId: null,
    text: killedWorkflow,
    input: { marker, url, ledger },
    secrets: {},
    requestKey: `proof-${marker}`,
    startedBy: 'proof',
    restricted: false,
  };
  void services.runs.start(request).finally(() => (starting -= 1));
}

function answerAll(): void {
  for (const { runId, path, step } of services.runs.decisions()) {
    const key = `${runId} ${stepRunKey(path, step)}`;
    later(`decide ${key}`, async () => {
      const happened = broken !== 'always-retry' && (await hasHappened(runId, step));
      const decision = happened ? 'done' : 'retry';
      await services.runs.decide({ runId, path, step, decision, output: {} });
    });
  }
  for (const { runId, path, step } of services.approvals.list()) {
    later(`approve ${runId} ${step}`, () =>
      services.approvals.answer({ runId, path, step, action: 'approve' }),
    );
  }
  for (const { runId, topic } of services.topics.waits()) {
    if (topic === null) continue;
    later(`emit ${runId}`, () =>
      services.topics.emit(topic, { marker: topic.slice('paid.'.length) }, `${runId}/${topic}`),
    );
  }
}

/** Not at once, so that the process is killed while something waits, too. */
function later(what: string, answer: () => Promise<unknown>): void {
  if (answering.has(what)) return;
  answering.add(what);
  setTimeout(() => {
    // It may have been answered before the kill; then there is nothing to answer.
    answer().catch((error: unknown) => say({ refused: what, error: String(error) }));
  }, Math.random() * 40);
}

/** What a person would do: look whether the effect is there. */
async function hasHappened(run: string, step: string): Promise<boolean> {
  const events = services.runs.events(run as never, 0, 1).events;
  const marker = events[0]?.type === 'run.created' ? markerOf(events[0].input) : '';
  if (step === 'note') return readLedger().includes(marker);
  const answer = await fetch(`${url}/paid/${marker}`);
  return ((await answer.json()) as { paid: boolean }).paid;
}

function readLedger(): string[] {
  try {
    return readFileSync(ledger, 'utf8').split('\n');
  } catch {
    return [];
  }
}
