import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Conversation } from './conversation';

// Lines and columns count from 1 here; a client may count from 0, and may call files by URI.

export const sourceSchema = z
  .object({
    name: z.string().optional(),
    path: z.string().max(4_000).optional(),
    sourceReference: z.number().int().optional(),
  })
  .transform(({ path, sourceReference }) => ({
    ...(path !== undefined && { path: path.startsWith('file://') ? fromUri(path) : path }),
    ...(sourceReference !== undefined && { sourceReference }),
  }));

function fromUri(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}

export function fromClientLine({ client }: Conversation, line: number): number {
  return client.linesStartAt1 === false ? line + 1 : line;
}

export function fromClientColumn({ client }: Conversation, column: number): number {
  return client.columnsStartAt1 === false ? column + 1 : column;
}

export function toClientPlace(
  { client }: Conversation,
  { line, column }: { readonly line: number; readonly column: number },
): { line: number; column: number } {
  return {
    line: client.linesStartAt1 === false ? line - 1 : line,
    column: client.columnsStartAt1 === false ? column - 1 : column,
  };
}
