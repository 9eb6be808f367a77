import { describe, expect, it } from 'vitest';
import type { DebugMessage } from '@shared/ipc/debug';
import { z } from 'zod';
import { createDispatcher } from './dispatcher';
import { request, type RequestPhase } from './request';

function open(phase: RequestPhase | 'ended' = 'debugging') {
  const sent: DebugMessage[] = [];
  const faults: unknown[] = [];
  const dispatcher = createDispatcher({
    requests: {
      double: request('debugging', z.object({ n: z.number() }), (_context, { n }) => ({
        twice: n * 2,
      })),
      early: request('configuring', z.object({}), () => undefined),
      never: request('always', z.object({}), () => new Promise(() => undefined)),
      broken: request('always', z.object({}), () => {
        throw new TypeError('oops');
      }),
      announce: request('always', z.object({}), (_context, _given, call) => {
        call.afterwards(() => dispatcher.event('announced', { n: 1 }));
      }),
    },
    context: null,
    phase: () => phase,
    send: (message) => void sent.push(message),
    onFault: (error) => void faults.push(error),
  });
  let seq = 0;
  async function ask(command: unknown, given?: unknown) {
    seq += 1;
    const own = seq;
    dispatcher.receive({ seq: own, type: 'request', command, arguments: given });
    await expect.poll(() => sent.find((message) => message['request_seq'] === own)).toBeDefined();
    return sent.find((message) => message['request_seq'] === own);
  }
  return { dispatcher, sent, faults, ask };
}

describe('createDispatcher', () => {
  it('answers with the number of the request and numbers of its own', async () => {
    const { ask } = open();
    expect(await ask('double', { n: 4, more: true })).toEqual({
      seq: 1,
      type: 'response',
      request_seq: 1,
      success: true,
      command: 'double',
      body: { twice: 8 },
    });
    expect(await ask('announce')).toMatchObject({ seq: 2, success: true });
  });

  it('sends events that belong after a response after it', async () => {
    const { ask, sent } = open();
    await ask('announce');
    expect(sent).toMatchObject([
      { seq: 1, type: 'response' },
      { seq: 2, type: 'event', event: 'announced', body: { n: 1 } },
    ]);
  });

  it.each([
    ['nothing', undefined, 'DEBUG_UNKNOWN_REQUEST'],
    ['toString', undefined, 'DEBUG_UNKNOWN_REQUEST'],
    ['double', undefined, 'DEBUG_ARGUMENTS'],
    ['double', { n: '4' }, 'DEBUG_ARGUMENTS'],
    ['double', [4], 'DEBUG_ARGUMENTS'],
    ['broken', undefined, 'INTERNAL'],
  ])('refuses %s with %j as %s', async (command, given, code) => {
    const { ask } = open();
    expect(await ask(command, given)).toMatchObject({
      success: false,
      command,
      message: expect.any(String),
      body: { error: { id: expect.any(Number), variables: { code } } },
    });
    expect(await ask('double', { n: 1 })).toMatchObject({ success: true });
  });

  it('says what must come first', async () => {
    expect(await open('always').ask('early')).toMatchObject({
      message: '"early" came before "initialize".',
    });
    expect(await open('configuring').ask('double', { n: 1 })).toMatchObject({
      message: '"double" came before anything was launched.',
    });
    expect(await open('ended').ask('early')).toMatchObject({
      message: '"early" came after this debug session was disconnected.',
    });
  });

  it('cancels what takes too long', async () => {
    const { dispatcher, ask } = open();
    const answer = ask('never');
    expect(dispatcher.cancel(1)).toBe(true);
    expect(await answer).toMatchObject({ success: false, message: 'cancelled' });
    expect(dispatcher.cancel(1)).toBe(false);
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [{ seq: 'x', type: 'request', command: 'double' }],
    [{ seq: 3, type: 'event', event: 'x' }],
    [{ seq: 3, type: 'request' }],
    [{ seq: 3, type: 'request', command: 7 }],
  ])('refuses %j, which is no request', async (message) => {
    const { dispatcher, sent, faults } = open();
    dispatcher.receive(message);
    await expect
      .poll(() => sent)
      .toMatchObject([
        {
          type: 'response',
          success: false,
          body: { error: { variables: { code: 'DEBUG_NOT_A_REQUEST' } } },
        },
      ]);
    expect(faults).toEqual([]);
  });

  it('tells faults of our own to whoever keeps the log', async () => {
    const { ask, faults } = open();
    await ask('broken');
    expect(faults).toMatchObject([{ message: 'oops' }]);
  });
});
