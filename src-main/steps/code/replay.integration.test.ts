import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '@shared/runs/events';
import { systemClock } from '../../engine/system-clock';
import type { RunRequest } from '../../engine/types';
import { openSandbox, type OpenSandbox } from '../../../test/helpers/open-sandbox';
import { runWorkflow, workflowOf } from '../../../test/helpers/run-workflow';
import { createStepKinds } from '../index';

// A code step recorded and replayed by the real engine, in a real process, against a real server.

let open: OpenSandbox;
let address = '';
let asked = 0;
const server = createServer((_, response) => response.end(JSON.stringify({ asked: (asked += 1) })));

beforeAll(async () => {
  open = await openSandbox();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await open.close();
});

async function run(
  config: Readonly<Record<string, string>>,
  effects: NonNullable<RunRequest['effects']>,
): Promise<readonly RunEvent[]> {
  const kinds = createStepKinds({
    sandbox: open.sandbox,
    baseFolder: open.folder,
    userAgent: 'Stepwell/test',
  });
  const workflow = workflowOf({ code: { kind: 'code', config } }, []);
  const { handle, published } = runWorkflow(
    workflow,
    kinds,
    { clock: systemClock, random: Math.random },
    { input: { address }, effects },
  );
  await handle.done;
  return published;
}

function outcome(events: readonly RunEvent[]): unknown {
  const last = events.at(-1);
  if (last?.type === 'run.completed') return last.output;
  return last?.type === 'run.failed' ? last.error : last?.type;
}

const drawing = `
  const answer = await (await fetch(input.address)).json();
  const begun = Date.now();
  await sleep(20);
  setVariable('seen', answer);
  return { answer, begun, later: Date.now() - begun, random: Math.random(), id: crypto.randomUUID() };`;

describe('a code step', () => {
  it('comes to the same in a replay, and asks nobody', async () => {
    const recording = await run({ code: drawing }, { policy: 'record' });
    const before = asked;
    expect(outcome(recording)).toMatchObject({ value: { answer: { asked: before }, later: 20 } });
    const replayed = await run({ code: drawing }, { policy: 'replay', recording });
    expect(outcome(replayed)).toEqual(outcome(recording));
    expect(asked).toBe(before);
    const again = await run({ code: drawing }, { policy: 'record' });
    expect(outcome(again)).not.toEqual(outcome(recording));
  });

  it('fails the run when it asks for something else than was recorded', async () => {
    const recording = await run({ code: drawing }, { policy: 'record' });
    const other = `try { await fetch(input.address + 'other') } catch {} return 'went on'`;
    const replayed = await run({ code: other }, { policy: 'replay', recording });
    expect(outcome(replayed)).toMatchObject({ code: 'REPLAY_MISS' });
  });

  it('with Node.js is taken from the recording as a whole', async () => {
    const code = `
      const { randomBytes } = require('node:crypto');
      setVariable('token', randomBytes(4).toString('hex'));
      return randomBytes(8).toString('hex');`;
    const config = { code, modules: 'node' };
    const recording = await run(config, { policy: 'record' });
    const replayed = await run(config, { policy: 'replay', recording });
    expect(outcome(replayed)).toEqual(outcome(recording));
    const set = (events: readonly RunEvent[]) =>
      events.flatMap((event) => (event.type === 'variable.set' ? [event.value] : []));
    expect(set(recording)).toHaveLength(1);
    expect(set(replayed)).toEqual(set(recording));
  });
});
