import { AppError } from '@shared/errors/app-error';
import { type Contract, contract } from '@shared/ipc/contract';
import { type Client, channelOf } from '@shared/ipc/define-contract';
import type { Envelope } from '@shared/ipc/envelope';

// The typed client, derived from the contract. The only user of window.bridge.

interface Bridge {
  invoke(channel: string, input: unknown): Promise<unknown>;
  subscribe(channel: string, listener: (payload: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

export const ipc = createClient();

function createClient(): Client<Contract> {
  const client: Record<string, Record<string, unknown>> = {};
  for (const [namespace, members] of Object.entries(contract)) {
    const face: Record<string, unknown> = {};
    for (const [member, spec] of Object.entries(members)) {
      const channel = channelOf(namespace, member);
      face[member] =
        spec.type === 'call'
          ? (input: unknown) => invoke(channel, input, (value) => spec.output.parse(value))
          : (listener: (payload: unknown) => void) =>
              window.bridge.subscribe(channel, (payload) => listener(spec.payload.parse(payload)));
    }
    client[namespace] = face;
  }
  // The loop above builds exactly what the mapped type describes.
  return client as unknown as Client<Contract>;
}

async function invoke(
  channel: string,
  input: unknown,
  parse: (value: unknown) => unknown,
): Promise<unknown> {
  const envelope = (await window.bridge.invoke(channel, input)) as Envelope;
  if (!envelope.ok) throw new AppError(envelope.error);
  return parse(envelope.value);
}
