import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { CodeRequest, CodeSandbox } from '../../../src-main/sandbox/types';
import type { Canaries } from './canaries';
import { fill, type Payload } from './corpus/payload';

export interface LaneReport {
  readonly payloads: number;
  /** How the runs ended, by result or error code. */
  readonly ends: Readonly<Record<string, number>>;
  readonly escapes: readonly string[];
}

/** At the same time; escapes are told for the group that ran together. */
const together = 3;
/** Long enough for whatever a finished run may have set going. */
const afterwards = 30;

/** Runs every payload in a sandbox and looks at the canaries after each few. */
export async function runCorpus(
  sandbox: CodeSandbox,
  payloads: readonly Payload[],
  canaries: Canaries,
  progress: (done: number) => void = () => undefined,
): Promise<LaneReport> {
  const ends: Record<string, number> = {};
  const escapes: string[] = [];
  for (let at = 0; at < payloads.length; at += together) {
    const group = payloads.slice(at, at + together);
    const said = await Promise.all(group.map((payload) => runPayload(sandbox, payload, canaries)));
    await new Promise((resolve) => setTimeout(resolve, afterwards));
    for (const [index, { end, text }] of said.entries()) {
      ends[end] = (ends[end] ?? 0) + 1;
      // Anything but an error of the sandbox is a fault of ours.
      if (canaries.betrays(text) || end === 'FAULT')
        escapes.push(`${group[index]?.name}: ${text.slice(0, 200)}`);
    }
    const touched = canaries.touched();
    const names = group.map((payload) => payload.name).join(' | ');
    if (touched.length > 0) escapes.push(`${names}: ${touched.slice(0, 5).join(', ')}`);
    const next = await runPayload(sandbox, sentinel, canaries);
    if (next.text !== sentinelSays)
      escapes.push(`${names}: the next run says ${next.text.slice(0, 200)}`);
    progress(Math.min(payloads.length, at + together));
  }
  return { payloads: payloads.length, ends, escapes };
}

/** A run that comes after: it must find everything as it should be. */
const sentinel: Payload = {
  name: 'the next run',
  code: `return [typeof globalThis.polluted, ({}).polluted ?? null, [].polluted ?? null, (() => 1).polluted ?? null,
    JSON.parse('{"a":1}').a, JSON.stringify([1]), [2].map(String)[0], typeof Date.now(), typeof globalThis.port,
    Object.isFrozen(Object.prototype), (globalThis.window?.name ?? '') === ''];`,
};
const sentinelSays = JSON.stringify({
  result: ['undefined', null, null, null, 1, '[1]', '2', 'number', 'undefined', false, true],
  logs: [],
  variables: [],
});

async function runPayload(sandbox: CodeSandbox, payload: Payload, canaries: Canaries) {
  const logs: unknown[] = [];
  const variables: [string, JsonValue][] = [];
  const told = (answer: object) => JSON.stringify({ ...answer, logs, variables });
  const request: CodeRequest = {
    language: 'javascript',
    code: fill(payload.code, canaries.words),
    name: 'stepwell://proof/step',
    roots: { input: { list: [1, 2] }, steps: { first: { a: 1 } }, vars: { list: [] }, args: {} },
    folder: null,
    confined: true,
    modules: 'none',
    memory: 128,
    timeLimit: payload.timeLimit ?? 10_000,
    signal: new AbortController().signal,
    onLog: (line) => {
      if (logs.length < 100) logs.push(line);
    },
    calls: {
      setVariable: (name, value) => void variables.push([name, value]),
      emit: async () => void logs.push('ESCAPED: it emitted an event'),
      fetch: () => Promise.reject(new Error('ESCAPED: it asked for the network')),
    },
  };
  try {
    const result = await sandbox.run(request);
    return { end: 'result', text: told({ result }) };
  } catch (error) {
    const data =
      error instanceof AppError ? error.toData() : { code: 'FAULT', message: String(error) };
    return { end: data.code, text: told({ error: data }) };
  }
}
