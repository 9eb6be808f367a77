import { AppError, toErrorData } from '@shared/errors/app-error';
import { type Contract, contract } from '@shared/ipc/contract';
import {
  type CallSpec,
  channelOf,
  type Emitters,
  type Handlers,
} from '@shared/ipc/define-contract';
import type { Envelope } from '@shared/ipc/envelope';
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { isTrustedSender } from './sender';
import { Turns } from './turns';

// The only caller of ipcMain.handle. Checks who asks, the size and the shape of what is asked, and
// the shape of the answer.

type AnyHandler = (input: unknown) => unknown;

/** Makes every call of the contract answerable. Returns how to undo it. */
export function registerContract(
  handlers: Handlers<Contract>,
  onBug: (channel: string, error: unknown) => void,
): () => void {
  const channels: string[] = [];
  const turns = new Turns();
  for (const [namespace, members] of Object.entries(contract)) {
    for (const [member, spec] of Object.entries(members)) {
      if (spec.type !== 'call') continue;
      const channel = channelOf(namespace, member);
      // `Handlers` has exactly one function per call of the contract.
      const handler = (handlers as unknown as Record<string, Record<string, AnyHandler>>)[
        namespace
      ]?.[member];
      if (!handler) throw new Error(`No handler for ${channel}.`);
      ipcMain.handle(channel, async (event, input) => {
        const turn = turns.take();
        if (turn !== undefined) await turn;
        return answer(event, channel, spec, handler, input, onBug);
      });
      channels.push(channel);
    }
  }
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel);
  };
}

async function answer(
  event: IpcMainInvokeEvent,
  channel: string,
  spec: CallSpec,
  handler: AnyHandler,
  input: unknown,
  onBug: (channel: string, error: unknown) => void,
): Promise<Envelope> {
  try {
    if (!isTrustedSender(event)) {
      throw new AppError({
        code: 'IPC_SENDER',
        kind: 'bug',
        message: `${channel} was called from a foreign frame.`,
      });
    }
    checkSize(channel, input, spec.limit);
    const parsed = spec.input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new AppError({
        code: 'IPC_SCHEMA',
        kind: 'bug',
        message: `${channel} was called with bad data at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}`,
      });
    }
    return { ok: true, value: spec.output.parse(await handler(parsed.data)) };
  } catch (error) {
    const data = toErrorData(error);
    if (data.kind === 'bug') onBug(channel, error);
    return { ok: false, error: data };
  }
}

/** Adds up the text in a payload without making a copy of it; stops as soon as it is too much. */
function checkSize(channel: string, input: unknown, limit: number): void {
  let size = 0;
  const pending: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  while (pending.length > 0) {
    const { value, depth } = pending.pop() as { value: unknown; depth: number };
    size += typeof value === 'string' ? value.length : 8;
    if (size > limit) {
      throw new AppError({
        code: 'IPC_TOO_LARGE',
        kind: 'user',
        message: `${channel} was given more than ${limit.toLocaleString('en')} characters.`,
        hint: 'Pass large data as a file.',
      });
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth > 200) {
      throw new AppError({
        code: 'IPC_TOO_DEEP',
        kind: 'user',
        message: `${channel} was given data nested deeper than 200 levels.`,
      });
    }
    for (const [key, child] of Object.entries(value)) {
      size += key.length;
      pending.push({ value: child, depth: depth + 1 });
    }
  }
}

/** Functions that send the contract's events to a window. */
export function createEmitters(target: () => WebContents | undefined): Emitters<Contract> {
  const emitters: Record<string, Record<string, (payload: unknown) => void>> = {};
  for (const [namespace, members] of Object.entries(contract)) {
    const face: Record<string, (payload: unknown) => void> = {};
    for (const [member, spec] of Object.entries(members)) {
      if (spec.type !== 'event') continue;
      const channel = channelOf(namespace, member);
      face[member] = (payload) => {
        const contents = target();
        if (contents && !contents.isDestroyed()) contents.send(channel, payload);
      };
    }
    emitters[namespace] = face;
  }
  // The loop above builds exactly what the mapped type describes.
  return emitters as unknown as Emitters<Contract>;
}
