import type { DebugMessage } from '@shared/ipc/debug';

/**
 * Passes on together what is said to one client at once. A stop is several messages, and each that
 * arrives alone makes the window draw.
 */
export function gatherMessages(
  send: (client: string, messages: DebugMessage[]) => void,
): (client: string, message: DebugMessage) => void {
  const waiting = new Map<string, DebugMessage[]>();
  return (client, message) => {
    const known = waiting.get(client);
    if (known) {
      known.push(message);
      return;
    }
    const messages = [message];
    waiting.set(client, messages);
    queueMicrotask(() => {
      waiting.delete(client);
      send(client, messages);
    });
  };
}
