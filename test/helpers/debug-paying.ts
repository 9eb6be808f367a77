import { onTestFinished } from 'vitest';
import { openLive } from './debug-live';
import { openLoopback } from './loopback';

export const pay = `stepwell: 1
name: Pay
vars: { total: 0 }
steps:
  start: { kind: manual-start }
  price: { kind: transform, with: { value: '{{ input.amount * 2 }}' } }
  pay:
    kind: http-request
    title: Pay it
    with: { method: POST, url: '{{ input.url }}/pay', body: { amount: '{{ steps.price }}' } }
  keep: { kind: set-variable, with: { name: total, value: '{{ steps.pay.body.paid }}' } }
  end: { kind: transform, with: { value: 'total {{ vars.total }}' } }
edges:
  - start -> price
  - price -> pay
  - pay -> keep
  - keep -> end
`;

/** A payment server that counts, and a client that stands at its breakpoints. */
export async function paying(options: { asks?: boolean; at?: string[] } = {}) {
  let count = 0;
  const server = await openLoopback((_request, response) => {
    count += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ paid: count }));
  });
  onTestFinished(() => server.close());
  const { connect, services } = await openLive();
  const client = connect();
  const launched = await client.launch(pay, {
    input: { amount: 4, url: server.url },
    breakpoints: options.at ?? ['keep'],
    initialize: { supportsEffectsQuestion: options.asks ?? false },
  });
  await client.stopped();
  return { client, connect, services, runId: String(launched['runId']), calls: () => count };
}

export const one = { threadId: 1 };

export async function ends(client: Awaited<ReturnType<typeof paying>>['client'], how = 'continue') {
  await client.ask(how, one);
  return client.event('exited');
}
