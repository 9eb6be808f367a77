import type { DebugProtocol } from '@vscode/debugprotocol';

/** Main's part of a debugging session: messages of the Debug Adapter Protocol, both ways. */
export interface DebugPort {
  open(input: Record<string, never>): Promise<{ readonly session: string }>;
  send(input: {
    readonly session: string;
    readonly message: DebugProtocol.ProtocolMessage;
  }): Promise<unknown>;
  close(input: { readonly session: string }): Promise<unknown>;
  onMessages(
    listener: (said: {
      readonly session: string;
      readonly messages: readonly DebugProtocol.ProtocolMessage[];
    }) => void,
  ): () => void;
}
