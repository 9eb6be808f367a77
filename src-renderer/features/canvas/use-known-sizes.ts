import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';

/**
 * Keeps React Flow from measuring nodes. Every size and port is known from the document (see
 * model/node-size.ts); measuring would cost a layout pass per node when a large workflow opens,
 * and would lose the ports of nodes that are zoomed out so far that they draw none. It must happen
 * before React Flow mounts its nodes, hence the initializer.
 */
export function useKnownSizes(): void {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: measureNothing }));
}

function measureNothing(): void {
  return undefined;
}
