import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Breakpoint } from '../../src-shared/debug/breakpoints';
import { openDebugging, type Body, type DebugClient } from './debug-client';
import { tempFolder } from './temp-profile';

/** A client that debugs runs of the real engine through the adapter. */
export interface LiveClient extends DebugClient {
  /** Launches the text and waits until the run has begun. */
  launch(text: string, options?: object): Promise<Body>;
  /** Asks, and waits for the next stop. */
  stopAfter(command: string, given?: object): Promise<Body>;
  stopped(): Promise<Body>;
  /** `before pay`, `line price`: where the branch stands. */
  where(thread?: number): Promise<string>;
  /** In the innermost frame of the branch. */
  value(expression: string, thread?: number): Promise<string>;
  output(): string;
}

export async function openLive(hostOptions?: Parameters<typeof openDebugging>[1]) {
  const { connect, faults, services } = await openDebugging(tempFolder(), hostOptions);
  onTestFinished(() => expect(faults).toEqual([]));
  return { services, connect: () => liveClient(connect()) };
}

export function liveClient(client: DebugClient): LiveClient {
  const top = async (threadId: number): Promise<Body> =>
    ((await client.ask('stackTrace', { threadId }))['stackFrames'] as Body[])[0] ?? {};
  const stopped = () => client.event('stopped');
  return {
    ...client,
    stopped,
    async launch(text, { initialize = {}, ...options }: Body = {}) {
      await client.ask('initialize', { adapterID: 'test', ...initialize });
      // A file is trusted, as with `stepwell run`.
      const program = join(tempFolder(), 'debugged.stepwell.yaml');
      await writeFile(program, text);
      const launched = client.ask('launch', { program, ...options });
      await client.event('initialized');
      await client.ask('configurationDone');
      return launched;
    },
    async stopAfter(command, given) {
      await client.ask(command, given);
      return stopped();
    },
    async where(thread = 1) {
      const { stepwell } = await top(thread);
      const { place, step } = stepwell as Body;
      return `${String(place)} ${String(step)}`;
    },
    async value(expression, thread = 1) {
      const { id: frameId } = await top(thread);
      return String((await client.ask('evaluate', { expression, frameId }))['result']);
    },
    output: () =>
      client
        .events('output')
        .map(({ output }) => String(output))
        .join(''),
  };
}

/** Breakpoints before steps, or whole targets. */
export function breaksAt(
  ...all: (string | Breakpoint['target'] | Omit<Breakpoint, 'id' | 'enabled'>)[]
): { breakpoints: Breakpoint[] } {
  return {
    breakpoints: all.map((one, at) => {
      const rest =
        typeof one === 'string'
          ? { target: { type: 'step', step: one } as const }
          : 'target' in one
            ? one
            : { target: one };
      return { id: `b${at}`, enabled: true, ...rest };
    }),
  };
}
