import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { Body } from '../../../test/helpers/debug-client';
import { openLive } from '../../../test/helpers/debug-live';
import { ends, one, paying } from '../../../test/helpers/debug-paying';
import { openLoopback } from '../../../test/helpers/loopback';

// What steps have done outside, while somebody goes back and forth in a run that is alive.

describe('effects', () => {
  it('happen once, however often the run is stepped back through', async () => {
    const { client, calls } = await paying({ at: ['end'] });
    for (let turn = 0; turn < 20; turn += 1) {
      await client.stopAfter('stepBack', one);
      if (turn % 5 === 4) await client.stopAfter('stepwell/seek', { live: true });
    }
    await client.stopAfter('stepwell/seek', { live: true });
    expect(calls()).toBe(1);
    expect(await ends(client)).toEqual({ exitCode: 0 });
    expect(calls()).toBe(1);
  });

  it('that happened are asked about before a jump back, and stand or happen again', async () => {
    const { client, calls } = await paying({ asks: true });
    const back = { ...one, step: 'price' };
    const asked = await client.refusal('stepwell/jump', back);
    expect(asked.code).toBe('EFFECTS_ASK');
    expect(asked.message).toContain('“Pay it” has happened already');
    expect(asked.stepwell).toMatchObject({ steps: [{ step: 'pay', title: 'Pay it' }] });
    expect(await client.where()).toBe('before keep');
    await client.stopAfter('stepwell/jump', { ...back, effects: 'reuse' });
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('1');
    expect(calls()).toBe(1);
    await client.stopAfter('stepwell/jump', { ...back, effects: 'allow' });
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('2');
    expect(calls()).toBe(2);
  });

  it('are asked about before a step is restarted after them, with other settings too', async () => {
    const { client, calls } = await paying({ asks: true, at: ['pay -> keep'] });
    const { stackFrames } = await client.ask('stackTrace', one);
    const frameId = (stackFrames as Body[])[0]?.['id'] as number;
    expect((await client.refusal('restartFrame', { frameId })).code).toBe('EFFECTS_ASK');
    const config = { method: 'POST', url: '{{ input.url }}/other' };
    const override = { ...one, config };
    expect((await client.refusal('stepwell/overrideStep', override)).code).toBe('EFFECTS_ASK');
    await client.stopAfter('stepwell/overrideStep', { ...override, effects: 'allow' });
    expect(await client.where()).toBe('before pay');
    expect((await client.ask('stepwell/overrides'))['overrides']).toEqual([
      { step: 'pay', config },
    ]);
    await client.stopAfter('continue', one);
    expect(calls()).toBe(2);
  });

  it('inside a loop are counted, and those of other steps are left out', async () => {
    const server = await openLoopback((_request, response) => response.end('ok'));
    onTestFinished(() => server.close());
    const { connect } = await openLive();
    const client = connect();
    const text = `stepwell: 1
name: Many
steps:
  start: { kind: manual-start }
  before: { kind: http-request, with: { method: POST, url: '{{ input.url }}' } }
  each:
    kind: loop
    with: { mode: count, times: 3 }
    steps:
      send: { kind: http-request, title: Send, with: { method: POST, url: '{{ input.url }}' } }
      look: { kind: http-request, with: { url: '{{ input.url }}' } }
    edges:
      - send -> look
  end: { kind: transform, with: { value: 1 } }
edges:
  - start -> before
  - before -> each
  - each -> end
`;
    await client.launch(text, {
      input: { url: server.url },
      breakpoints: ['end'],
      initialize: { supportsEffectsQuestion: true },
    });
    await client.stopped();
    const asked = await client.refusal('stepwell/jump', { ...one, step: 'each' });
    expect(asked.message).toContain('“Send (3 times)” has happened already');
    expect(asked.stepwell).toEqual({
      code: 'EFFECTS_ASK',
      steps: [{ step: 'send', title: 'Send', effects: 'has happened 3 times' }],
    });
    // Nothing that has happened is gone back over.
    await client.stopAfter('stepwell/jump', { ...one, step: 'end' });
    expect(server.requests).toHaveLength(7);
  });

  it('stand for a client that cannot ask, and it is told', async () => {
    const { client, calls } = await paying();
    await client.stopAfter('stepwell/jump', { ...one, step: 'price' });
    expect(client.output()).toContain('“Pay it” has happened already');
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('1');
    expect(calls()).toBe(1);
  });

  it('with other settings are a question of the run itself', async () => {
    const { client, calls, services, runId } = await paying();
    await client.stopAfter('stepwell/jump', { ...one, step: 'pay' });
    const { scopes } = await client.ask('scopes', {
      frameId: ((await client.ask('stackTrace', one))['stackFrames'] as Body[])[0]?.['id'],
    });
    const input = (scopes as Body[]).find(({ name }) => name === 'Input') ?? {};
    await client.ask('setVariable', { ...input, name: 'body', value: '{"amount": 99}' });
    await client.ask('continue', one);
    const types = () =>
      services.runs.events(runId as RunId, 0, 1_000).events.map(({ type }) => type);
    await expect.poll(types).toContain('step.interrupted');
    expect(calls()).toBe(1);
    await client.ask('terminate');
    await client.event('terminated');
  });
});
