import { createFrameReader, toFrame } from '../../debugger/adapter/framing';
import { exitCodes } from '../exit-codes';
import { withServices } from '../headless';

export interface DapOptions {
  readonly profile: string;
  readonly save: boolean;
}

/** What the protocol is spoken over: an editor starts the command and has its ends. */
export interface DapStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** `stepwell dap`: the debug adapter on standard input and output, for one client. */
export function dapCommand(
  { input, output }: DapStreams,
  { profile, save }: DapOptions,
): Promise<number> {
  const ended = Promise.withResolvers<void>();
  const send = (message: object): void => void output.write(toFrame(message));
  return withServices(
    {
      profile: save ? profile : null,
      debugAs: 'dap',
      events: {
        debugMessage(_client, message) {
          send(message);
          if (message.type === 'response' && message['command'] === 'disconnect') ended.resolve();
        },
      },
    },
    async ({ debug }) => {
      const client = debug.open();
      const receive = (message: unknown): void => debug.receive(client, message);
      const reader = createFrameReader({
        message: receive,
        // It becomes an error response that says what a message looks like.
        problem: (what) => receive(`This is ${what}`),
      });
      input.on('data', (bytes: Buffer) => reader.push(bytes));
      input.on('end', ended.resolve);
      input.on('close', ended.resolve);
      // A client that is gone cannot be written to; its run is let go of below.
      output.on('error', ended.resolve);
      await ended.promise;
      await debug.close(client);
      return exitCodes.ok;
    },
  );
}
