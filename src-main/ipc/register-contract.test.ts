import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { contract } from '@shared/ipc/contract';
import type { Contract } from '@shared/ipc/contract';
import { channelOf, type Handlers } from '@shared/ipc/define-contract';
import type { Envelope } from '@shared/ipc/envelope';
import { registerContract } from './register-contract';
import { appOrigin } from './sender';

// What a window that somebody has taken over may send: nothing of it reaches a handler but what the
// contract says, and nothing of it throws in main.

type Listener = (event: unknown, input: unknown) => Promise<Envelope>;

const { channels } = vi.hoisted(() => ({ channels: new Map<string, unknown>() }));

vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: unknown) => channels.set(channel, listener),
    removeHandler: (channel: string) => channels.delete(channel),
  },
}));

const calls = Object.entries(contract).flatMap(([namespace, members]) =>
  Object.entries(members).flatMap(([member, spec]) =>
    spec.type === 'call'
      ? [{ namespace, member, spec, channel: channelOf(namespace, member) }]
      : [],
  ),
);

const handled: { readonly channel: string; readonly input: unknown }[] = [];
const bugs: string[] = [];
let stop: () => void = () => undefined;

beforeEach(() => {
  const handlers: Record<string, Record<string, (input: unknown) => unknown>> = {};
  for (const { namespace, member, channel } of calls) {
    handlers[namespace] ??= {};
    handlers[namespace][member] = (input) => {
      handled.push({ channel, input });
      throw new Error('Nothing is done here.');
    };
  }
  stop = registerContract(handlers as unknown as Handlers<Contract>, (channel) => {
    bugs.push(channel);
  });
});
afterEach(() => {
  stop();
  handled.length = 0;
  bugs.length = 0;
});

const frame = (url: string) => ({ url });
const main = frame(`${appOrigin}/index.html`);
const ownPage = { senderFrame: main, sender: { mainFrame: main } };

function send(channel: string, input: unknown, event: unknown = ownPage): Promise<Envelope> {
  const listener = channels.get(channel) as Listener | undefined;
  if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
  return listener(event, input);
}

/** Anything that the structured clone of Electron lets through. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  maxDepth: 4,
});

const word = fc.constantFrom(
  '../../x',
  '/proc/self/mem',
  '\\\\server\\share',
  'file:///etc/passwd',
  '1 OR 1=1',
  'wf_00000000000000',
  'run_00000000000000000000000000',
  '\0',
  '\u202e',
  '__proto__',
);

describe('registerContract', () => {
  it('answers whatever comes with an envelope, and hands on only what fits the contract', async () => {
    const names = [
      ...new Set(
        calls.flatMap(({ spec }) =>
          Object.keys('shape' in spec.input ? (spec.input.shape as object) : {}),
        ),
      ),
    ];
    const message = fc.record({
      call: fc.constantFrom(...calls),
      input: fc.oneof(
        anything,
        fc.dictionary(fc.constantFrom(...names), fc.oneof(word, fc.integer(), anything)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(message, async ({ call, input }) => {
        handled.length = 0;
        const answer = await send(call.channel, input);
        expect(answer.ok).toBe(false);
        const isRight = call.spec.input.safeParse(input).success;
        expect(handled.length).toBe(isRight ? 1 : 0);
        if (answer.ok || isRight) return;
        expect(answer.error.code).toMatch(/^IPC_(?:SCHEMA|TOO_LARGE|TOO_DEEP)$/);
        expect(answer.error.message).toContain(call.channel);
      }),
      { numRuns: 3_000 },
    );
    expect(Object.prototype).not.toHaveProperty('polluted');
  }, 60_000);

  it('refuses an unknown key in every call, with its place', async () => {
    for (const { channel, spec } of calls) {
      const input = { nothingThatIsThere: 1 };
      if (spec.input.safeParse(input).success) continue;
      const answer = await send(channel, input);
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'IPC_SCHEMA' } });
    }
    expect(handled).toEqual([]);
  });

  it.each([
    ['another origin', { senderFrame: frame('https://evil.test/'), sender: { mainFrame: main } }],
    ['a frame inside of the page', { senderFrame: frame(main.url), sender: { mainFrame: main } }],
    ['a page of confined code', { ...ownPage, senderFrame: frame('stepwell-code://run/') }],
    ['a look-alike', { senderFrame: frame('app://stepwell.evil/'), sender: {} }],
    ['a frame that is gone', { senderFrame: null, sender: { mainFrame: main } }],
  ])('refuses every call of %s', async (_who, event) => {
    for (const { channel } of calls) {
      const answer = await send(channel, {}, event);
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'IPC_SENDER' } });
    }
    expect(handled).toEqual([]);
  });

  it('tells a bug of its own in words, and the log of it', async () => {
    const answer = await send('library.list', {});
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer)).not.toContain('register-contract.test');
    expect(bugs).toEqual(['library.list']);
  });

  it('has no channel but those of the contract', () => {
    expect([...channels.keys()].sort()).toEqual(calls.map(({ channel }) => channel).sort());
  });
});
