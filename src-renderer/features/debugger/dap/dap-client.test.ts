import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it, vi } from 'vitest';
import { createDapClient } from './dap-client';

function response(request_seq: number, body: unknown, success = true): DebugProtocol.Response {
  return { seq: 99, type: 'response', request_seq, success, command: 'x', body };
}

describe('createDapClient', () => {
  it('gives each answer to its question, in whatever order they come', async () => {
    const sent: DebugProtocol.Request[] = [];
    const client = createDapClient((message) => Promise.resolve(sent.push(message)));
    const first = client.request('threads', {});
    const second = client.request('scopes', { frameId: 3 });
    client.receive(response(2, { scopes: [] }));
    client.receive(response(1, { threads: [] }));
    expect(await Promise.all([first, second])).toEqual([{ threads: [] }, { scopes: [] }]);
    expect(sent.map(({ seq, command }) => [seq, command])).toEqual([
      [1, 'threads'],
      [2, 'scopes'],
    ]);
  });

  it('ignores answers nobody waits for', async () => {
    const client = createDapClient(() => Promise.resolve());
    const asked = client.request('threads', {});
    client.receive(response(7, { threads: [{ id: 7 }] }));
    client.receive(response(1, { threads: [] }));
    client.receive(response(1, { threads: [{ id: 1 }] }));
    expect(await asked).toEqual({ threads: [] });
  });

  it('fills in the variables of a refusal', async () => {
    const client = createDapClient(() => Promise.resolve());
    const asked = client.request('threads', {});
    const variables = { thing: 'thread', code: 'NO_THREAD' };
    const error = { id: 1, format: 'no {thing} here', variables };
    client.receive(response(1, { error }, false));
    await expect(asked).rejects.toMatchObject({
      message: 'no thread here',
      code: 'NO_THREAD',
    });
  });

  it('fails what could not be sent, and what waits when the session ends', async () => {
    const broken = createDapClient(() => Promise.reject(new Error('no bridge')));
    await expect(broken.request('threads', {})).rejects.toThrow('no bridge');
    const client = createDapClient(() => Promise.resolve());
    const asked = client.request('threads', {});
    client.dispose();
    await expect(asked).rejects.toMatchObject({ code: 'DEBUG_SESSION_OVER' });
    await expect(client.request('threads', {})).rejects.toMatchObject({
      code: 'DEBUG_SESSION_OVER',
    });
  });

  it('tells events to whoever listens, until they stop', () => {
    const client = createDapClient(() => Promise.resolve());
    const listener = vi.fn();
    const stop = client.on('terminated', listener);
    const event = { seq: 1, type: 'event', event: 'terminated', body: {} };
    client.receive(event);
    stop();
    client.receive(event);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
