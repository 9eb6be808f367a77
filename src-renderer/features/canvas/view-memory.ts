import { z } from 'zod';
import type { WorkflowId } from '@shared/lib/ids';
import { settingsStore } from '../settings';

// Where each workflow was looked at last. View state of this machine's user, never of the file.

const viewportSchema = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() });
export type SavedViewport = z.infer<typeof viewportSchema>;

export function loadViewport(id: WorkflowId): SavedViewport | undefined {
  const parsed = viewportSchema.safeParse(settingsStore.getState().view[keyOf(id)]);
  return parsed.success ? parsed.data : undefined;
}

export function saveViewport(id: WorkflowId, { x, y, zoom }: SavedViewport): void {
  settingsStore.setView(keyOf(id), { x, y, zoom });
}

function keyOf(id: WorkflowId): string {
  return `canvas.viewport.${id}`;
}
