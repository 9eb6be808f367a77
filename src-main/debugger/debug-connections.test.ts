import { describe, expect, it } from 'vitest';
import type { DebugMessage } from '@shared/ipc/debug';
import type { DebugHost } from './adapter/host';
import { createDebugConnections } from './debug-connections';

/** Nobody launches anything here. */
const host = {} as DebugHost;
const initialize = { seq: 1, type: 'request', command: 'initialize', arguments: {} };

describe('createDebugConnections', () => {
  it('keeps clients apart, and says nothing to those that are closed', async () => {
    const sent: [string, DebugMessage][] = [];
    const connections = createDebugConnections({
      host,
      send: (client, message) => void sent.push([client, message]),
    });
    const [first, second] = [connections.open(), connections.open()];
    connections.receive(first, initialize);
    connections.receive(second, { ...initialize, seq: 7 });
    await expect
      .poll(() => sent)
      .toMatchObject([
        [first, { request_seq: 1, success: true }],
        [second, { request_seq: 7, success: true }],
      ]);
    await connections.close(first);
    expect(() => connections.receive(first, initialize)).toThrow('is closed');
    connections.receive(second, { ...initialize, seq: 8 });
    await expect.poll(() => sent.length).toBe(3);
    expect(sent[2]).toMatchObject([second, { request_seq: 8, success: false }]);
    await connections.closeAll();
    expect(() => connections.receive(second, initialize)).toThrow('is closed');
    await connections.close(second);
  });

  it('has a limit, which counts open ones only', async () => {
    const connections = createDebugConnections({
      host,
      send: () => undefined,
    });
    const names = Array.from({ length: 32 }, () => connections.open());
    expect(() => connections.open()).toThrow('32 debug sessions are open');
    await connections.close(names[0] ?? '');
    expect(names).not.toContain(connections.open());
  });
});
