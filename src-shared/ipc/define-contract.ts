import type { z } from 'zod';

// How the contract between processes is written. One object in contract.ts; from it derive what
// main must implement, what the renderer sees, and which channels the preload lets through.

export interface CallSpec<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly type: 'call';
  readonly input: Input;
  readonly output: Output;
  /** Largest input in UTF-16 units of its JSON text; a larger one is IPC_TOO_LARGE. */
  readonly limit: number;
}

export interface EventSpec<Payload extends z.ZodType = z.ZodType> {
  readonly type: 'event';
  readonly payload: Payload;
}

export type ContractShape = Readonly<
  Record<string, Readonly<Record<string, CallSpec | EventSpec>>>
>;

const defaultLimit = 1_000_000;

/** A call from the renderer that main answers. */
export function call<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: { limit?: number } = {},
): CallSpec<I, O> {
  return { type: 'call', input, output, limit: options.limit ?? defaultLimit };
}

/** Something main tells the renderer. By convention its name starts with `on`. */
export function event<P extends z.ZodType>(payload: P): EventSpec<P> {
  return { type: 'event', payload };
}

/** What main implements: every call of every namespace, by name. A missing one does not compile. */
export type Handlers<C extends ContractShape> = {
  readonly [N in keyof C]: {
    readonly [M in keyof C[N] as C[N][M] extends CallSpec ? M : never]: C[N][M] extends CallSpec<
      infer I,
      infer O
    >
      ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
      : never;
  };
};

/** What main can send: every event of every namespace. */
export type Emitters<C extends ContractShape> = {
  readonly [N in keyof C]: {
    readonly [M in keyof C[N] as C[N][M] extends EventSpec ? M : never]: C[N][M] extends EventSpec<
      infer P
    >
      ? (payload: z.input<P>) => void
      : never;
  };
};

/** What the renderer sees: calls return promises, events take a listener and return how to stop. */
export type Client<C extends ContractShape> = {
  readonly [N in keyof C]: {
    readonly [M in keyof C[N]]: C[N][M] extends CallSpec<infer I, infer O>
      ? (input: z.input<I>) => Promise<z.output<O>>
      : C[N][M] extends EventSpec<infer P>
        ? (listener: (payload: z.output<P>) => void) => () => void
        : never;
  };
};

/** `runs.start`: the channel of a call or event. */
export function channelOf(namespace: string, member: string): string {
  return `${namespace}.${member}`;
}
